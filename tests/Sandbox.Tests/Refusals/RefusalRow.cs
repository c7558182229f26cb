// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Text.Json.Nodes;
using Sandbox.Tests.Conformance;

namespace Sandbox.Tests.Refusals;

/// <summary>One value that a real Pulp was sent for one field, and what it answered and kept.</summary>
internal sealed record RefusalRow(int Number, JsonObject Recorded)
{
    private static string Folder { get; } = Path.Combine(Series.Folder, "..", "golden-refusals");

    public static IEnumerable<string> Entities => Directory.GetFiles(Folder, "*.jsonl.gz")
        .Select(file => Path.GetFileName(file)[..^".jsonl.gz".Length])
        .Order(StringComparer.Ordinal);

    public string Entity => (string)Recorded["entity"]!;

    public string Operation => (string)Recorded["operation"]!;

    public string Field => (string?)Recorded["field"] ?? "";

    public JsonNode? Sent => Recorded["sent"];

    public int Status => (int)Recorded["status"]!;

    /// <summary>The value is a whole body: of two fields or more, or of an object that had some already.</summary>
    public bool IsWhole => Field.Contains('+', StringComparison.Ordinal)
        || Recorded.ContainsKey("had")
        || (Sent is JsonObject fields && fields.ContainsKey(Field));

    /// <summary>What the object that was changed had beside the least: "login", "proxy"…</summary>
    public string Had => (string?)Recorded["had"] ?? "none";

    /// <summary>Short, and one row's alone.</summary>
    public string Name => $"{Entity} {Number} {Operation} {Field} {Short(Sent?.ToJsonString() ?? "null")}";

    /// <summary>Fields and values on their own; bodies that are none, doubles and overlaps are other tests' business.</summary>
    public bool IsOfValues => Operation is "create" or "update" && Field.Length > 0
        && !(Sent is JsonObject said && said.Any(pair => pair.Key.StartsWith('_') && pair.Key is not ("_repeat" or "_pem" or "_left_out")))
        && !Sent.ToJsonStringOrNull().Contains("\"_text\"", StringComparison.Ordinal)
        && !Sent.ToJsonStringOrNull().Contains("\"_float\"", StringComparison.Ordinal)
        && !Sent.ToJsonStringOrNull().Contains("_repeat:", StringComparison.Ordinal);

    public static IEnumerable<RefusalRow> Of(string entity)
    {
        using var file = File.OpenRead(Path.Combine(Folder, $"{entity}.jsonl.gz"));
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            yield return new RefusalRow(number, JsonNode.Parse(line)!.AsObject());
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";
}

/// <summary>JSON that may be null.</summary>
internal static class JsonTexts
{
    public static string ToJsonStringOrNull(this JsonNode? node) => node?.ToJsonString() ?? "null";
}
