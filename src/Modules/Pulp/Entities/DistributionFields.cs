using Modules.Converge;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Entities;

/// <summary>What the distributions of all plugins share.</summary>
internal static class DistributionFields
{
    public static readonly IReadOnlyList<Field> Common =
    [
        Text("base_path").NeededIfPresent(),
        new ReferenceField("content_guard", () => AnyKind.ContentGuard) { Blank = true },
        Flag("hidden"),
        new LabelsField(),
    ];

    /// <summary>Served: a publication, by href.</summary>
    public static readonly Field Publication = Text("publication").Clearable();

    /// <summary>Served: the newest publication of a repository, by name.</summary>
    public static Field Repository(Func<Target> target) => new ReferenceField("repository", target) { Blank = true };
}
