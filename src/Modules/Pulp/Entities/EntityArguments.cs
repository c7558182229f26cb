// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Entities;

/// <summary>The arguments an entity's fields come from.</summary>
internal static class EntityArguments
{
    public static IReadOnlyList<Argument> Arguments(this Entity entity) =>
        [.. entity.AllFields.SelectMany(field => field.Arguments).DistinctBy(argument => argument.Name)
            .Concat(
                entity.Variant is { } variant && !entity.AllFields.Any(field => field.Arguments.Contains(variant.Argument))
                    ? [variant.Argument]
                    : [])];

    public static IReadOnlyCollection<string> Names(this Entity entity) =>
        [.. entity.AllFields.SelectMany(field => field.Arguments).Select(argument => argument.Name)];
}
