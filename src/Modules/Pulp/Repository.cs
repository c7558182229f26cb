using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp;

/// <summary>What the repositories of all plugins share.</summary>
internal static class Repository
{
    /// <param name="remote">The kind of remote it can be tied to.</param>
    public static IReadOnlyList<Field> Common(Func<Target> remote) =>
    [
        Text("description").Clearable(),
        new ReferenceField("remote", remote) { Blank = true },
        Number("retain_repo_versions").Clearable().AtLeast(1),
        new LabelsField(),
    ];
}
