using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Python;

internal static class PythonDistribution
{
    public static readonly Entity Entity = new("python_distribution", "distributions/python/pypi/", "distribution", "distributions")
    {
        Noun = "python distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        Fields =
        [
            ..Distribution.Common,
            Distribution.Publication,
            Distribution.Repository(() => PythonRepository.Entity),
            new ReferenceField("remote", () => PythonRemote.Entity) { Blank = true },
            Flag("allow_uploads"),
        ],
        Exclusion = new(["publication", "repository"], AlwaysSent: true),
        AlsoShownBlank = ["repository_version"],
    };
}
