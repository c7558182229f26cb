using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp;

/// <summary>What the distributions of all plugins share.</summary>
internal static class Distribution
{
    public static readonly IReadOnlyList<Field> Common =
    [
        Text("base_path").NeededIfPresent(),
        new ReferenceField("content_guard", () => Target.ContentGuard) { Blank = true },
        Flag("hidden"),
        new LabelsField(),
    ];

    /// <summary>Served: a publication, by href.</summary>
    public static readonly Field Publication = Text("publication").Clearable();

    /// <summary>Served: the newest publication of a repository, by name.</summary>
    public static Field Repository(Func<Target> target) => new ReferenceField("repository", target) { Blank = true };
}
