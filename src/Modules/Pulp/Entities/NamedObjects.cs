// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>Objects that a step names by their hrefs: Pulp takes only those that are there.</summary>
internal static class NamedObjects
{
    /// <summary>Refuses a step that names what is not there.</summary>
    /// <exception cref="ModuleException">It does.</exception>
    public static async Task RequireAsync(PulpSession pulp, Entity entity, ConvergeStep step, CancellationToken ct)
    {
        var changes = step switch { ConvergeStep.Create(var body) => body, ConvergeStep.Update update => update.Changes, _ => [] };
        foreach (var field in entity.Fields.OfType<HrefField>())
        {
            if (changes[field.ApiName] is JsonValue href && href.GetValueKind() == JsonValueKind.String
                && ((string)href!).StartsWith('/') && !await pulp.IsThereAsync((string)href!, ct))
            {
                throw new ModuleException($"{field.Argument.Name}: Invalid hyperlink - Object does not exist. There is nothing at {href}.");
            }
        }
    }
}
