// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Promotions;

/// <summary>Lists the promotions that distributions carry, each with what <c>rollback_from</c> takes.</summary>
/// <param name="families">Whose distributions can be promoted.</param>
internal sealed class PromotionInfoModule(IReadOnlyList<Family> families) : IModule
{
    public string Name => "promotion_info";

    public ArgumentSpec Arguments { get; } = new(Connection.Arguments([]));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var moves = from distribution in await pulp.ListAsync("distributions/", $"pulp_label_select={OwnLabels.Promotions}", ct)
                    let family = families.FirstOrDefault(each => Is(each, distribution))
                    where family is not null
                    from entry in PromotionLabel.Of(distribution["pulp_labels"] as JsonObject)
                    select (entry, Shown: Move(family, distribution, entry));
        var promotions = moves.GroupBy(move => move.entry.Promotion).OrderByDescending(each => each.Key, StringComparer.Ordinal);
        return new ModuleResult(false)
        {
            Values = new JsonObject
            {
                ["promotions"] = new JsonArray([.. promotions.Select(each => (JsonNode?)new JsonObject
                {
                    ["promotion"] = each.Key,
                    ["by"] = each.First().entry.By,
                    ["distributions"] = new JsonArray([.. each.Select(move => (JsonNode?)move.Shown)]),
                })]),
            },
        };
    }

    private static bool Is(Family family, JsonObject distribution) =>
        ((string)distribution["pulp_href"]!).Contains($"/{family.Distribution.Path}", StringComparison.Ordinal);

    private static JsonObject Move(Family family, JsonObject distribution, PromotionEntry entry) => new()
    {
        ["promotion"] = entry.Promotion,
        ["type"] = family.Name,
        ["name"] = (string?)distribution["name"],
        ["base_path"] = (string?)distribution["base_path"],
        ["distribution"] = entry.From,
        ["previous"] = entry.Restore,
        ["current"] = entry.Current,
    };
}
