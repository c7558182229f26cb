using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Files;

internal static class FileDistribution
{
    public static readonly Entity Entity = new("file_distribution", "distributions/file/file/", "distribution", "distributions")
    {
        Noun = "file distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        Fields =
        [
            ..Distribution.Common,
            Distribution.Publication,
            Distribution.Repository(() => FileRepository.Entity),
            Flag("checkpoint"),
        ],
        Exclusion = new(["publication", "repository"], AlwaysSent: true),
    };
}
