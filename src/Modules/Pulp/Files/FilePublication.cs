// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Files;

internal static class FilePublication
{
    public static readonly Entity Entity = new("file_publication", "publications/file/file/", "publication", "publications")
    {
        Noun = "file publication",
        Key = [new VersionField(() => FileRepository.Entity)],
        Fields =
        [
            Of(PublicationArguments.Manifest).Clearable().Following(TextRules.FileName),
            Of(PublicationArguments.Checkpoint).Since("core", "3.74"),
        ],
        Immutable = true,
    };
}
