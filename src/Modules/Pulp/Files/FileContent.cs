// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Content;

namespace Modules.Pulp.Files;

internal static class FileContent
{
    public static readonly ContentKind Kind = new("file_content", "content/file/files/", "content", "contents")
    {
        Noun = "file content",
        Repository = FileRepository.Entity,
        RelativePath = Argument.Text("relative_path"),
    };
}
