// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Entities;

/// <summary>What the repositories of all plugins share.</summary>
internal static class RepositoryFields
{
    /// <param name="remote">The kind of remote it can be tied to.</param>
    public static IReadOnlyList<Field> Common(Func<Target> remote) =>
    [
        Text("description").Clearable(),
        new ReferenceField(RepositoryArguments.Remote.Name, remote) { Blank = true },
        Number("retain_repo_versions").Clearable().AtLeast(1),
        Number("retain_checkpoints").Clearable().ShownNull().AtLeast(1).Since("core", "3.106"),
        new LabelsField(),
    ];
}
