// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Lists.Running;

/// <summary>What items refer to, noted before it is looked up, so that all of it can be read at once.</summary>
internal sealed class ReferenceCollector
{
    public HashSet<(Target Target, string Name)> Found { get; } = [];

    /// <summary>Notes what the fields of an entity refer to.</summary>
    public void Collect(IEnumerable<Field> fields, ArgumentValues values) =>
        Found.UnionWith(fields.SelectMany(field => field.References(values)));
}
