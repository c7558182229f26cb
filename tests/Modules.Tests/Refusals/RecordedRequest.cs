// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Refusals;

/// <summary>One request with a borderline value, and what a real Pulp answered.</summary>
/// <param name="Data">The recorded line.</param>
internal sealed record RecordedRequest(JsonObject Data)
{
    private static readonly string Folder = Path.Combine(Binary.RepositoryRoot, "tests/golden-refusals");

    public static IEnumerable<string> Entities => Directory.EnumerateFiles(Folder, "*.jsonl.gz")
        .Select(file => Path.GetFileName(file)[..^".jsonl.gz".Length]).Order(StringComparer.Ordinal);

    public string Entity => (string)Data["entity"]!;

    public string Operation => (string)Data["operation"]!;

    public string Field => (string?)Data["field"] ?? "";

    public int Status => (int)Data["status"]!;

    /// <summary>Refused at once, or by the task that it started.</summary>
    public bool IsRefused => Status >= 400 || (string?)Data["task"]?["state"] == "failed";

    public JsonNode? Sent { get; } = Symbols.Expanded(Data["sent"]);

    public JsonNode? Stored { get; } = Symbols.Expanded(Data["stored"]);

    /// <summary>What the object had before, in a word; null where it does not matter.</summary>
    public string? Had => (string?)Data["had"];

    /// <summary>As <c>differences.txt</c> names it.</summary>
    public string Name => $"{Entity}\t{Operation}\t{Field}\t{Data["sent"]?.ToJsonString() ?? "null"}{(Had is { } had ? $"\t{had}" : "")}";

    /// <summary>The texts of the refusal.</summary>
    public IEnumerable<string> Words => Texts(Data["body"]);

    public static IReadOnlyList<RecordedRequest> Read(string entity)
    {
        using var file =
            new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Folder, entity + ".jsonl.gz")), CompressionMode.Decompress));
        List<RecordedRequest> all = [];
        while (file.ReadLine() is { } line)
        {
            all.Add(new RecordedRequest(JsonNode.Parse(line)!.AsObject()));
        }

        return all;
    }

    private static IEnumerable<string> Texts(JsonNode? body) => body switch
    {
        JsonObject text when text.ContainsKey("_text") => [],
        JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
        JsonArray list => list.SelectMany(Texts),
        null => [],
        _ => [(string)body!],
    };
}
