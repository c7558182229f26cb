// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Store;
using Sandbox.Tests.Infra;
using Xunit.Abstractions;

namespace Sandbox.Tests.Refusals;

/// <summary>Each value that a real Pulp was sent: whether the sandbox refuses it in the same words, or keeps of it the same.</summary>
public sealed partial class RefusalTests(ITestOutputHelper output)
{
    public static TheoryData<string> Entities => [.. RefusalRow.Entities];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task Every_value_is_refused_or_kept_as_by_the_recorded_Pulp(string entity)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var world = new RefusalWorld(pulp.Running.Pulp);
        var objects = new Dictionary<string, string>();
        var differing = new List<string>();
        var asked = 0;
        foreach (var row in RefusalRow.Of(entity).Where(row => row.IsOfValues))
        {
            asked++;
            world.Ensure(row);
            if (await DifferenceAsync(pulp, world, objects, row) is { } difference)
            {
                differing.Add(row.Name);
                output.WriteLine($"{row.Name}\n    {difference}");
            }
        }

        output.WriteLine($"{entity}: {asked - differing.Count} of {asked} agree");
        Assert.Equal(KnownRefusals.Of(entity).Order(StringComparer.Ordinal), differing.Order(StringComparer.Ordinal));
    }

    /// <summary>Null: the same status, words, and stored value.</summary>
    private static async Task<string?> DifferenceAsync(
        LiveSandbox pulp, RefusalWorld world, Dictionary<string, string> objects, RefusalRow row)
    {
        var path = $"/pulp/api/v3/{RefusalWorld.PathOf(row.Entity)}/";
        var isCreate = row.Operation == "create";
        var body = isCreate ? world.Least(row.Entity, "none") : [];
        Put(body, row);
        var href = isCreate ? path : await ObjectAsync(pulp, world, objects, row, path);
        var (status, answer) = await pulp.SendAsync(isCreate ? HttpMethod.Post : HttpMethod.Patch, href, body);
        if (status != row.Status)
        {
            return $"status {row.Status} {row.Recorded["body"].ToJsonStringOrNull()} | {status} {answer.ToJsonStringOrNull()}";
        }

        if (status >= 400)
        {
            return status >= 500 || Same(row.Recorded["body"], answer)
                ? null
                : $"{row.Recorded["body"].ToJsonStringOrNull()} | {answer.ToJsonStringOrNull()}";
        }

        if (status == 202)
        {
            answer = await pulp.WaitAsync((string)answer!["task"]!, "completed", "failed", "canceled");
            var state = (string?)row.Recorded["task"]?["state"];
            if (state != (string?)answer["state"])
            {
                return $"task {row.Recorded["task"].ToJsonStringOrNull()} | {answer["state"]} {answer["error"].ToJsonStringOrNull()}";
            }

            if (isCreate && answer["created_resources"]!.AsArray() is [{ } created, ..])
            {
                href = (string)created!;
            }
        }
        else if (isCreate)
        {
            href = (string)answer!["pulp_href"]!;
        }

        var (read, shown) = await pulp.SendAsync(HttpMethod.Get, href);
        if (isCreate && pulp.Running.Pulp.Store.Find(href) is { } made)
        {
            EntityRemoval.Remove(pulp.Running.Pulp.Store, made); // its name is free again for the next value
        }

        return read == 200 ? Stored(row, shown!.AsObject()) : $"GET {read}";
    }

    private static void Put(JsonObject body, RefusalRow row)
    {
        if (row.IsWhole && row.Entity.StartsWith("publication.", StringComparison.Ordinal))
        {
            body.Clear(); // the least one has a repository
        }

        if (row.Sent is JsonObject sent && sent.ContainsKey("_left_out"))
        {
            body.Remove(row.Field);
        }
        else if (row.IsWhole)
        {
            foreach (var (name, value) in row.Sent!.AsObject())
            {
                body[name] = RefusalWorld.Expand(value);
            }
        }
        else
        {
            body[row.Field] = RefusalWorld.Expand(row.Sent);
        }
    }

    /// <summary>One object for all values of a field, and one for all that had the same before.</summary>
    private static async Task<string> ObjectAsync(
        LiveSandbox pulp, RefusalWorld world, Dictionary<string, string> objects, RefusalRow row, string path)
    {
        var key = row.IsWhole ? $"had {row.Had}" : row.Field;
        if (!objects.TryGetValue(key, out var href))
        {
            var (status, made) = await pulp.SendAsync(HttpMethod.Post, path, world.Least(row.Entity, row.Had));
            Assert.True(status is 201 or 202, $"{row.Name}: {made.ToJsonStringOrNull()}");
            if (row.Had == "a locked role")
            {
                return pulp.Running.Pulp.Store.Under("roles/").First(role => role.Flag("locked")).Href;
            }

            href = status == 201
                ? (string)made!["pulp_href"]!
                : (string)(await pulp.WaitAsync((string)made!["task"]!, "completed"))["created_resources"]![0]!;
            objects[key] = href;
        }

        return href;
    }

    private static string? Stored(RefusalRow row, JsonObject shown)
    {
        var stored = row.Recorded["stored"];
        if (stored is JsonObject fields && (row.IsWhole || fields.ContainsKey("hidden_fields")))
        {
            var wrong = fields.Where(field => !IsKept(field.Value, field.Key, shown)).Select(field => field.Key).ToList();

            return wrong.Count == 0
                ? null
                : $"stored {stored.ToJsonString()} | {string.Join(", ", wrong.Select(name => shown[name].ToJsonStringOrNull()))}";
        }

        if (stored is JsonObject absent && absent.ContainsKey("_absent"))
        {
            return shown.ContainsKey(row.Field) ? $"shown {shown[row.Field].ToJsonStringOrNull()}" : null;
        }

        // What a GET did not show is not known.
        if (row.IsWhole
            || row.Field is "pulp_href" or "prn" or "pulp_created" or "pulp_last_updated" or "versions_href" or "latest_version_href")
        {
            return null;
        }

        return stored is JsonObject unreadable && unreadable.ContainsKey("_text") || Same(RefusalWorld.Expand(stored), shown[row.Field])
            ? null
            : $"stored {stored.ToJsonStringOrNull()} | {shown[row.Field].ToJsonStringOrNull()}";
    }

    private static bool IsKept(JsonNode? stored, string name, JsonObject shown) =>
        stored is JsonObject absent && absent.ContainsKey("_absent")
        ? !shown.ContainsKey(name)
        : Same(RefusalWorld.Expand(stored), shown[name]);

    /// <summary>But for names and ids, and the order of keys.</summary>
    private static bool Same(JsonNode? recorded, JsonNode? live) => (recorded, live) switch
    {
        (null, null) => true,
        (JsonObject { Count: 3 } brief, JsonValue text) when brief.ContainsKey("_text") =>
            ((string)text!).StartsWith(((string)brief["_text"]!).TrimEnd('…')[..40], StringComparison.Ordinal),
        (JsonObject one, JsonObject other) =>
            one.Count == other.Count && one.All(pair => other.ContainsKey(pair.Key) && Same(pair.Value, other[pair.Key])),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second)),
        (JsonValue one, JsonValue other) => Plain(one) == Plain(other),
        _ => false,
    };

    private static string Plain(JsonNode node) => node.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => decimal.Parse(node.ToJsonString(), System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture).ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture),
        System.Text.Json.JsonValueKind.String => Volatile().Replace((string)node!, "*"),
        _ => node.ToJsonString(),
    };

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")]
    private static partial Regex Volatile();
}
