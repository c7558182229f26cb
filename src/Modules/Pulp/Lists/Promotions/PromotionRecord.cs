// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Promotions;

/// <summary>What was promoted, as a record that a rollback takes: an argument for <c>rollback_from</c>.</summary>
internal static class PromotionRecord
{
    /// <summary>What a distribution can serve.</summary>
    public static readonly IReadOnlyList<string> Content = ["publication", "repository", "repository_version"];

    /// <summary>What a cache serves, where a distribution has one.</summary>
    public const string Cache = "remote";

    /// <summary>What was moved, so that it can be moved back.</summary>
    public static JsonArray Of(IReadOnlyList<ItemResult> results) =>
    [
        .. results.Where(result => result is { Promotion: not null, Changed: true }).Select(result => (JsonNode?)new JsonObject
        {
            ["promotion"] = result.Promotion!.Id,
            ["type"] = result.Item.Family.Name,
            ["name"] = result.Item.Name,
            ["base_path"] = result.Item.Get(DistributionArguments.BasePath) ?? (string?)result.Promotion!.Before?["base_path"],
            ["distribution"] = result.Promotion!.From,
            ["previous"] = Served(result.Promotion.Before),
            ["current"] = Served(result.Outcomes.Values.FirstOrDefault()?.After),
        }),
    ];

    /// <summary>The items that undo a record: the result of a run, its promotions, or a file that holds either.</summary>
    /// <exception cref="ModuleException">It is no record.</exception>
    public static IEnumerable<Item> Rollback(JsonNode record, IReadOnlyList<Family> families)
    {
        var read = record.GetValueKind() == JsonValueKind.String ? Read(record.GetValue<string>()) : record;
        var moves = (read as JsonArray ?? (read as JsonObject)?["promotions"] as JsonArray)?.OfType<JsonObject>().ToList()
            ?? throw new ModuleException(
                "rollback_from holds no promotions. Give the result of a promotion, or the file that promotion_record wrote.");
        var index = 0;
        foreach (var move in moves)
        {
            var family = families.FirstOrDefault(family => family.Name == (string?)move["type"])
                ?? throw new ModuleException($"rollback_from names an unknown type '{move["type"]}'.");
            var values = new ArgumentValues([])
                .With(ObjectArguments.Name, (string?)move["name"])
                .With(ObjectArguments.State, move["previous"] is null ? "absent" : "present");
            yield return new Item(family, index++, values)
            {
                IsRollback = true,
                Undoes = (string?)move["promotion"],
                Restore = move["previous"]?.DeepClone().AsObject(),
            };
        }
    }

    /// <summary>Writes a record where a rollback finds it, never half.</summary>
    public static void Write(string file, JsonArray record)
    {
        try
        {
            var text = new JsonObject { ["promotions"] = record }.ToJsonString();
            WholeFile.Write(file, Encoding.UTF8.GetBytes(text), missing: WholeFile.OpenFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"The promotion is done, but its record could not be written to '{file}': {failure.Message}", failure) { Changed = true };
        }
    }

    /// <summary>What a distribution serves; null where there is none.</summary>
    public static JsonObject? Served(JsonObject? distribution) => distribution is null ? null
        : new JsonObject(
            Content.Where(distribution.ContainsKey).Concat(Blank(distribution[Cache]) ? [] : [Cache])
                .Select(
                    name => KeyValuePair.Create(name, (JsonNode?)(Blank(distribution[name]) ? null : distribution[name]!.DeepClone()))));

    private static bool Blank(JsonNode? value) =>
        value is null || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0);

    private static JsonNode Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) ?? new JsonObject();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new ModuleException($"rollback_from: cannot read '{file}': {failure.Message}", failure);
        }
    }
}
