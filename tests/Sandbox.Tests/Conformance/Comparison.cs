// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sandbox.Tests.Conformance;

/// <summary>Compares a recorded body with a live one; what differs, path by path.</summary>
internal sealed partial class Comparison(Identities identities, string liveAuthority)
{
    private const string RecordedAuthority = "127.0.0.1:8080";

    // Facts of the recording machine and clock, not of the protocol.
    private static readonly HashSet<string> Volatile = ["storage", "last_heartbeat", "traceback", "time_file", "logging_cid", "id"];

    private readonly List<string> _differences = [];

    public bool IsOrdered { get; init; } = true;

    public IReadOnlyList<string> Differences => _differences;

    public void Compare(string at, JsonNode? recorded, JsonNode? live)
    {
        switch (recorded, live)
        {
            case (JsonObject left, JsonObject right):
                CompareFields(at, left, right);
                break;
            case (JsonArray left, JsonArray right):
                CompareItems(at, left, right);
                break;
            case (JsonValue, JsonValue) when Same(recorded, live):
            case (null, null):
                break;
            default:
                Differ(at, recorded, live);
                break;
        }
    }

    private void CompareFields(string at, JsonObject left, JsonObject right)
    {
        if (!left.Select(field => field.Key).SequenceEqual(right.Select(field => field.Key)))
        {
            var missing = left.Select(field => field.Key).Except(right.Select(field => field.Key)).ToList();
            var extra = right.Select(field => field.Key).Except(left.Select(field => field.Key)).ToList();
            if (missing.Count > 0 || extra.Count > 0)
            {
                _differences.Add($"{at}: missing [{string.Join(", ", missing)}], extra [{string.Join(", ", extra)}]");
            }
            else if (IsOrdered && !IsUnordered(at))
            {
                _differences.Add(
                    $"{at}: order {string.Join(' ', left.Select(field => field.Key))} "
                    + $"| {string.Join(' ', right.Select(field => field.Key))}");
            }
        }

        foreach (var (name, value) in left.Where(field => right.ContainsKey(field.Key) && !Volatile.Contains(field.Key)))
        {
            Compare($"{at}.{name}", value, right[name]);
        }
    }

    private void CompareItems(string at, JsonArray left, JsonArray right)
    {
        // How many processes answer is the installation's business; one of each is compared.
        var count = at.Contains(".online_", StringComparison.Ordinal) ? 1 : left.Count;
        if (count == left.Count && left.Count != right.Count)
        {
            _differences.Add($"{at}: {left.Count} items, live {right.Count}: {Short(left)} | {Short(right)}");
            return;
        }

        for (var item = 0; item < count; item++)
        {
            Compare($"{at}[{item}]", left[item], right[item]);
        }
    }

    private bool Same(JsonNode recorded, JsonNode live)
    {
        if (recorded.GetValueKind() != live.GetValueKind())
        {
            return false;
        }

        if (recorded.GetValueKind() == JsonValueKind.Number)
        {
            return decimal.Parse(recorded.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
                == decimal.Parse(live.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
        }

        return recorded.GetValueKind() != JsonValueKind.String
            || SameText(
                Authority().Replace((string)recorded!, RecordedAuthority),
                ((string)live!).Replace(liveAuthority, RecordedAuthority, StringComparison.Ordinal));
    }

    private bool SameText(string recorded, string live) =>
        identities.Match(recorded, live)
        || (Timestamp().IsMatch(recorded) && Timestamp().IsMatch(live))
        || (ProcessName().IsMatch(recorded) && ProcessName().IsMatch(live))
        || (Worker().IsMatch(recorded) && Worker().IsMatch(live))
        // Python shows a set of objects as it pleases.
        || (recorded.IndexOf(", {<", StringComparison.Ordinal) is var set and > 0
            && live.StartsWith(recorded[..set], StringComparison.Ordinal))
        // The database's words go on with the whole row.
        || (recorded.IndexOf("\nDETAIL:", StringComparison.Ordinal) is var detail and > 0 && recorded[..detail] == live);

    /// <summary>Maps of the user's own, and summaries made of database rows, come in no particular order.</summary>
    private static bool IsUnordered(string at) => at.EndsWith(".pulp_labels", StringComparison.Ordinal)
        || at.EndsWith(".added", StringComparison.Ordinal)
        || at.EndsWith(".present", StringComparison.Ordinal)
        || at.EndsWith(".removed", StringComparison.Ordinal);

    private void Differ(string at, JsonNode? recorded, JsonNode? live) => _differences.Add($"{at}: {Short(recorded)} | {Short(live)}");

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(300, text.Length)] : "null";

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^/pulp/api/v3/workers/[^/]+/$")]
    private static partial Regex Worker();

    /// <summary>The recorded servers of other releases.</summary>
    [GeneratedRegex(@"127\.0\.0\.1:(?:9[134]00|8060)\b")]
    private static partial Regex Authority();

    [GeneratedRegex(@"^[\d.]+@\S+$")]
    private static partial Regex ProcessName();
}
