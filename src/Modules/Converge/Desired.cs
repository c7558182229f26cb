// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Converge;

/// <summary>What an entity shall be.</summary>
/// <param name="Key">API names and values that identify it.</param>
/// <param name="Values">API names and values that were given; null clears.</param>
internal sealed record Desired(JsonObject Key, JsonObject Values)
{
    /// <exception cref="ModuleException">A reference to nothing, or a value Pulp would refuse.</exception>
    public static async Task<Desired> OfAsync(ObjectKind kind, ArgumentValues arguments, IReferences references, CancellationToken ct)
    {
        var (key, values) = (new JsonObject(), new JsonObject());
        foreach (var field in kind.Fields)
        {
            await field.AddAsync(values, arguments, references, ct);
        }

        foreach (var field in kind.Key)
        {
            if (arguments.Node(field.Argument) is JsonValue name && string.IsNullOrWhiteSpace((string?)name))
            {
                throw new ModuleException($"{field.Argument.Name} is empty. Give the {field.Argument.Name} of one {kind.Noun}.");
            }

            await field.AddAsync(key, arguments, references, ct);
        }

        if (kind.Exclusion is { } exclusion && exclusion.Fields.Concat(exclusion.Younger).Any(values.ContainsKey))
        {
            foreach (var other in exclusion.Fields.Where(name => !values.ContainsKey(name)))
            {
                values[other] = null;
            }
        }

        return new Desired(key, values);
    }
}
