// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Files;

internal static class FileRepository
{
    public static readonly Entity Entity = new("file_repository", "repositories/file/file/", "repository", "repositories")
    {
        Noun = "file repository",
        Key = [Name],
        Fields = [.. RepositoryFields.Common(() => FileRemote.Entity), Flag("autopublish"), Text("manifest").Clearable()],
    };
}
