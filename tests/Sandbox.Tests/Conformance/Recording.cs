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
}

/// <summary>The recorded cases of one module, in order: each starts where the one before ended.</summary>
internal sealed record Series(string Module, IReadOnlyList<Exchange> Exchanges)
{
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
        using var file = File.OpenRead(Path.Combine(Folder, "..", folder, $"{name}.jsonl.gz"));
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        while (lines.ReadLine() is { } line)
        {
            var recorded = JsonNode.Parse(line)!;
            exchanges.AddRange(ExchangesOf($"{name}/{recorded["name"]}", recorded));
        }

        return new Series(name, exchanges);
    }

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
            node["response"]!["body"]))
        .Where(exchange => exchange.Request["host"] is null);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
