// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.Tests.OpenBao;

/// <summary>Whether an answer is the recorded one, but for what differs from server to server.</summary>
/// <param name="placeholders">What was seen so far.</param>
internal sealed class Comparison(Placeholders placeholders)
{
    private static readonly HashSet<string> Volatile =
    [
        "request_id", "server_time_utc", "created_time", "updated_time", "modified", "expire_time", "issue_time", "creation_time",
        "active_time", "expiration", "not_before", "deletion_time", "ttl", "cluster_id", "cluster_name", "uuid", "accessor", "lease_id",
            "nonce",
        "entity_id", "install_time", "encryptions", "raft_committed_index", "raft_applied_index", "migration_id", "revocation_time",
        "revocation_time_rfc3339", "leader_address", "leader_cluster_address",
    ];

    /// <summary>Where they differ; null for nowhere.</summary>
    public string? Difference(JsonNode? recorded, JsonNode? answered, string where = "") => (recorded, answered) switch
    {
        (null, null) => null,
        (JsonObject left, JsonObject right) => Maps(left, right, where),
        (JsonArray left, JsonArray right) => Lists(left, right, where),
        (JsonValue left, JsonValue right) when left.GetValueKind() == JsonValueKind.String
            && right.GetValueKind() == JsonValueKind.String =>
            placeholders.Fits(left.ToString(), right.ToString()) ? null : Told(where, left, right),
        (JsonValue left, JsonValue right) when left.GetValueKind() == JsonValueKind.Number
            && right.GetValueKind() == JsonValueKind.Number =>
            double.Parse(left.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
                == double.Parse(right.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
                ? null : Told(where, left, right),
        _ => JsonNode.DeepEquals(recorded, answered) ? null : Told(where, recorded, answered),
    };

    private string? Maps(JsonObject left, JsonObject right, string where)
    {
        if (left.Remove("_doubled") && left["data"] is JsonObject data)
        {
            foreach (var (name, value) in data)
            {
                left.TryAdd(name, value?.DeepClone());
            }
        }

        var filled = left.ToDictionary(pair => placeholders.Fill(pair.Key), pair => pair.Value);
        var missing = filled.Keys.Except(right.Select(pair => pair.Key)).ToList();
        var extra = right.Select(pair => pair.Key).Except(filled.Keys).ToList();
        if (missing.Count + extra.Count > 0)
        {
            return $"{where}: lacks [{string.Join(' ', missing)}], has [{string.Join(' ', extra)}] more";
        }

        return filled.OrderBy(pair => Volatile.Contains(pair.Key)).Select(pair => IsVolatile(pair.Key, pair.Value, right[pair.Key])
            ? null
            : Difference(pair.Value, right[pair.Key], $"{where}.{pair.Key}")).FirstOrDefault(each => each is not null);
    }

    private string? Lists(JsonArray left, JsonArray right, string where) => left.Count != right.Count
        ? $"{where}: {right.Count} elements, not {left.Count}"
        : left.Zip(right).Select((pair, index) => Difference(pair.First, pair.Second, $"{where}[{index}]"))
            .FirstOrDefault(each => each is not null);

    /// <summary>Any value of the same type, but one that is bound.</summary>
    private bool IsVolatile(string name, JsonNode? left, JsonNode? right)
    {
        if (!Volatile.Contains(name) || left is JsonObject or JsonArray)
        {
            return false;
        }

        if (left?.GetValueKind() == JsonValueKind.String && left.ToString() is ['{', ..] open && right is not null)
        {
            return placeholders.Fits(open, right.ToString());
        }

        return left?.GetValueKind() == right?.GetValueKind()
            && (left?.GetValueKind() != JsonValueKind.String || (left.ToString().Length == 0) == (right!.ToString().Length == 0));
    }

    private static string Told(string where, JsonNode? left, JsonNode? right) =>
        $"{where}: {right?.ToJsonString() ?? "null"}, not {left?.ToJsonString() ?? "null"}";
}
