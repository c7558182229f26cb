// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;

namespace Modules.Pulp.Transfer;

/// <summary>Names of exported repositories, and those of the repositories here: Pulp answers a
/// name that it lacks with a failure of its own.</summary>
internal sealed record RepositoryMappingField() : Field([Argument.Mapping("repo_mapping")], "repo_mapping")
{
    public override async Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        foreach (var (exported, here) in values.Node(Argument) as JsonObject ?? [])
        {
            var complaint = here?.GetValueKind() switch
            {
                null => "This field may not be null.",
                JsonValueKind.String or JsonValueKind.Number => KeptText.Of(here!.ToString()).Length == 0 ? TextRules.Blank : null,
                _ => "Not a valid string.",
            };
            if (complaint is not null)
            {
                throw new ModuleException(
                    $"repo_mapping: '{exported}' is mapped to no repository. {complaint} Give the name of one that is here.");
            }

            await RequireAsync(references, KeptText.Of(here!.ToString()), ct);
        }

        await base.AddAsync(desired, values, references, ct);
    }

    /// <summary>Pulp trims the names here, and keeps those of the export as they are.</summary>
    public override JsonNode Kept(JsonNode value) => value is not JsonObject names ? value : new JsonObject(names.Select(
        pair => KeyValuePair.Create(pair.Key, (JsonNode?)KeptText.Of(pair.Value!.ToString()))));

    private static async Task RequireAsync(IReferences references, string name, CancellationToken ct)
    {
        try
        {
            _ = await references.FindAsync(AnyKind.Repository, name, ct);
        }
        catch (ModuleException missing)
        {
            throw new ModuleException($"Failed to find repositories from repo_mapping: names: ['{name}']. {missing.Message}", missing);
        }
    }
}
