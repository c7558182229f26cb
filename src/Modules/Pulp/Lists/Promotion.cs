using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;
using Modules.Pulp.Engine;

namespace Modules.Pulp.Lists;

/// <summary>One distribution moved to what another serves: all of a list's are moved, or none.</summary>
/// <param name="From">The other distribution; null for a rollback.</param>
/// <param name="Before">The distribution as it was; null where there was none.</param>
internal sealed record Promotion(string? From, JsonObject? Before)
{
    private static readonly string[] Content = ["publication", "repository", "repository_version"];

    /// <summary>What was moved, so that it can be moved back: an argument for <c>rollback_from</c>.</summary>
    public static JsonArray Record(IReadOnlyList<ItemResult> results) =>
    [
        .. results.Where(result => result is { Promotion: not null, Changed: true }).Select(result => (JsonNode?)new JsonObject
        {
            ["type"] = result.Item.Family.Name,
            ["name"] = result.Item.Name,
            ["base_path"] = result.Item.Text("base_path") ?? (string?)result.Promotion!.Before?["base_path"],
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
            ?? throw new ModuleException("rollback_from holds no promotions. Give the result of a promotion, or the file that promotion_record wrote.");
        var index = 0;
        foreach (var move in moves)
        {
            var family = families.FirstOrDefault(family => family.Name == (string?)move["type"]) ?? throw new ModuleException($"rollback_from names an unknown type '{move["type"]}'.");
            var values = new JsonObject { ["name"] = (string?)move["name"], ["state"] = move["previous"] is null ? "absent" : "present" };
            yield return new Item(family, index++, values) { IsRollback = true, Restore = move["previous"]?.DeepClone().AsObject() };
        }
    }

    /// <exception cref="ModuleException">What a rollback shall have served again is there no more.</exception>
    public static async Task RequireAsync(Train train, JsonObject previous, CancellationToken ct)
    {
        foreach (var (what, href) in previous)
        {
            if ((string?)href is { } served && !await train.Pulp.IsThereAsync(served, ct))
            {
                throw new ModuleException(
                    $"the {what.Replace('_', ' ')} that it served before the promotion was removed since: {served}. Give another record, or serve another version by name.");
            }
        }
    }

    /// <summary>Moves back what was moved, since not all could be.</summary>
    public static async Task PutBackAsync(Train train, IReadOnlyList<ItemResult> promotions, CancellationToken ct)
    {
        var failed = promotions.First(result => (result.Failure is not null && !AllOrNothing.WasStopped(result)) || !result.Done);
        foreach (var result in promotions.Where(AllOrNothing.WasStopped))
        {
            result.Did("not moved", changed: false);
            result.Message = result.Failure!.Message;
            result.End(null);
        }

        foreach (var result in promotions.Where(result => result is { Changed: true, Failure: null }))
        {
            var after = result.Outcomes.Values.First().After;
            try
            {
                _ = (result.Promotion!.Before, after) switch
                {
                    ({ } before, not null) => await train.Pulp.WriteAsync(HttpMethod.Patch, (string)before["pulp_href"]!, Served(before), ct),
                    (null, not null) => await train.Pulp.DeleteAsync((string)after["pulp_href"]!, ct),
                    _ => null,
                };
                result.PutBack($"Put back as it was, since the promotion of {failed.Item.Label} failed.");
            }
            catch (ModuleException failure)
            {
                result.End(new ModuleException($"Was moved, and could not be put back when the promotion of {failed.Item.Label} failed: {failure.Message}"));
            }
        }
    }

    /// <summary>Writes a record where a rollback finds it, never half.</summary>
    public static void Write(string file, JsonArray record)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            WholeFile.Write(file, Encoding.UTF8.GetBytes(new JsonObject { ["promotions"] = record }.ToJsonString()));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"The promotion is done, but its record could not be written to '{file}': {failure.Message}", failure) { Changed = true };
        }
    }

    private static JsonObject? Served(JsonObject? distribution) => distribution is null ? null
        : new JsonObject(Content.Where(distribution.ContainsKey).Select(name => KeyValuePair.Create(name, (JsonNode?)(Blank(distribution[name]) ? null : distribution[name]!.DeepClone()))));

    private static bool Blank(JsonNode? value) => value is null || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0);

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
