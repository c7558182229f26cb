// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Tests.Golden;
using Modules.Tests.Infra;

namespace Modules.Tests.GoldenVersions;

/// <summary>One request to a real Pulp of some version, and its answer.</summary>
/// <param name="Name"><c>series/NNN-slug#number</c>.</param>
/// <param name="Request">What was sent.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Answer">The answer's body.</param>
internal sealed partial record RecordedExchange(string Name, JsonObject Request, int Status, JsonNode? Answer)
{
    public static readonly string Folder = Path.Combine(Binary.RepositoryRoot, "tests/golden-versions");

    public static IEnumerable<string> Series => Directory.GetFiles(Folder, "*.jsonl.gz")
        .Select(file => Path.GetFileName(file)[..^".jsonl.gz".Length])
        .Order(StringComparer.Ordinal);

    public string Method => (string)Request["method"]!;

    public string Address => (string)Request["path"]!;

    public string Query => (string?)Request["query"] ?? "";

    public JsonObject? Body => Request["body"] as JsonObject;

    public bool IsWrite => Method is not ("GET" or "HEAD");

    public bool IsRefused => Status >= 400;

    /// <summary>The domain; null for a server that has none.</summary>
    public string? Domain =>
        Root().Match(Address) is { Success: true } match && match.Groups[1].Value is { Length: > 0 } name ? name : null;

    /// <summary>Below the API's path; null where it is none of the API's.</summary>
    public string? Inside => Root().Match(Address) is { Success: true } match ? Address[match.Length..] : null;

    public static IReadOnlyList<RecordedExchange> Read(string series)
    {
        List<RecordedExchange> all = [];
        using var file = File.OpenRead(Path.Combine(Folder, series + ".jsonl.gz"));
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        while (lines.ReadLine() is { } line)
        {
            var data = JsonNode.Parse(line)!;
            all.AddRange(data["exchanges"]!.AsArray().Select((each, at) => new RecordedExchange(
                $"{series}/{data["name"]}#{at + 1}",
                each!["request"]!.AsObject(),
                (int)each["response"]!["status"]!,
                each["response"]!["body"])));
        }

        return all;
    }

    /// <summary>What the server of a series says of itself.</summary>
    public static JsonObject StatusOf(string series)
    {
        var server = series.Contains("3.21", StringComparison.Ordinal) || series.Contains("2.14", StringComparison.Ordinal)
            ? "plain-core-3.21.36"
            : series.StartsWith("domain", StringComparison.Ordinal) ? series : "plain-core-3.123.1";
        return Read(server).First(each => each.Address == "/pulp/api/v3/status/" && each.Status == 200).Answer!.AsObject();
    }

    /// <summary>Whether something was sent as it is here.</summary>
    public bool IsLike(string method, string path, JsonObject? body) =>
        Method == method && Address == path && Comparison.Alike(Body ?? [], body ?? []);

    [GeneratedRegex(@"^/pulp/(?:(\w+)/)?api/v3/")]
    private static partial Regex Root();
}
