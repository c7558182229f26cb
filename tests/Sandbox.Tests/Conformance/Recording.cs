// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sandbox.Releases;

namespace Sandbox.Tests.Conformance;

/// <summary>One recorded exchange with a real Pulp.</summary>
internal sealed record Exchange(string Case, int Number, JsonObject Request, int Status, string? Location, JsonNode? Body)
{
    public string Method => (string)Request["method"]!;

    public string Path => (string)Request["path"]!;

    public string Query => (string?)Request["query"] ?? "";

    public string Name => $"{Case}#{Number}";

    /// <summary>Its query is written as it was sent, not decoded.</summary>
    public bool IsAsSent { get; init; }

    /// <summary>The cookies that the answer set.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];
}

/// <summary>The recorded cases of one module, in order: each starts where the one before ended.</summary>
internal sealed record Series(string Module, IReadOnlyList<Exchange> Exchanges)
{
    /// <summary>Calls that were made before a case and not recorded but for what was sent, by the case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Exchange>> Setups { get; init; } = new Dictionary<string, IReadOnlyList<Exchange>>();

    /// <summary>The server it was recorded on.</summary>
    public PulpRelease Release { get; init; } = PulpRelease.Default;

    public int Workers { get; init; } = 2;

    public bool Domains { get; init; }

    /// <summary>False: in which order an answer had its fields was chance.</summary>
    public bool IsOrdered { get; init; } = true;

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "golden"));

    public static IEnumerable<Series> All =>
        Directory.GetDirectories(Path.Combine(Folder, "cases")).Order(StringComparer.Ordinal).Select(Load);

    /// <summary>A series whose cases are the lines of one file.</summary>
    public static Series Read(string folder, string name)
    {
        var exchanges = new List<Exchange>();
        var setups = new Dictionary<string, IReadOnlyList<Exchange>>();
        using var file = File.OpenRead(Path.Combine(Folder, "..", folder, $"{name}.jsonl.gz"));
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        while (lines.ReadLine() is { } line)
        {
            var recorded = JsonNode.Parse(line)!;
            exchanges.AddRange(ExchangesOf($"{name}/{recorded["name"]}", recorded).Select(exchange => exchange with { IsAsSent = true }));
            setups[$"{name}/{recorded["name"]}"] = SetupOf($"{name}/{recorded["name"]}", recorded);
        }

        return new Series(name, exchanges) { Setups = setups };
    }

    private static IReadOnlyList<Exchange> SetupOf(string name, JsonNode recorded) =>
    [
        .. (recorded["setup"] as JsonArray ?? []).Where(call => call!["method"] is not null && (int?)call["status"] is < 400)
            .Select(call => new Exchange(
                name,
                0,
                new JsonObject
                {
                    ["method"] = call!["method"]!.DeepClone(),
                    ["path"] = call["path"]!.DeepClone(),
                    ["auth"] = "Basic admin:password",
                    ["body"] = call["body"]?.DeepClone(),
                },
                (int)call["status"]!,
                null,
                null)),
    ];

    /// <summary>The series of a folder of packed ones.</summary>
    public static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(Path.Combine(Folder, "..", folder), "*.jsonl.gz")
            .Select(file => Path.GetFileName(file)[..^".jsonl.gz".Length])
            .Order(StringComparer.Ordinal);

    private static Series Load(string folder)
    {
        var exchanges = new List<Exchange>();
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var name = $"{Path.GetFileName(folder)}/{Path.GetFileNameWithoutExtension(file)}";
            exchanges.AddRange(ExchangesOf(name, JsonNode.Parse(File.ReadAllText(file))!));
        }

        return new Series(Path.GetFileName(folder), exchanges);
    }

    /// <summary>Those with Pulp: a client's own requests to upstreams are recorded beside them.</summary>
    private static IEnumerable<Exchange> ExchangesOf(string name, JsonNode recorded) => recorded["exchanges"]!.AsArray()
        .Select((node, at) => new Exchange(
            name,
            at + 1,
            node!["request"]!.AsObject(),
            (int)node["response"]!["status"]!,
            (string?)node["response"]!["headers"]?["Location"],
            node["response"]!["body"])
        {
            Cookies = node["response"]!["headers"]?["Set-Cookie"] switch
            {
                JsonArray several => [.. several.Select(each => (string)each!)],
                JsonValue one => [(string)one!],
                _ => [],
            },
        })
        .Where(exchange => exchange.Request["host"] is null);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
