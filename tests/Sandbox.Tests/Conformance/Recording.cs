using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

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
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "golden"));

    public static IEnumerable<Series> All =>
        Directory.GetDirectories(Path.Combine(Folder, "cases")).Order(StringComparer.Ordinal).Select(Load);

    private static Series Load(string folder)
    {
        var exchanges = new List<Exchange>();
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var name = $"{Path.GetFileName(folder)}/{Path.GetFileNameWithoutExtension(file)}";
            var recorded = JsonNode.Parse(File.ReadAllText(file))!["exchanges"]!.AsArray();
            exchanges.AddRange(recorded.Select((node, at) => new Exchange(
                name,
                at + 1,
                node!["request"]!.AsObject(),
                (int)node["response"]!["status"]!,
                (string?)node["response"]!["headers"]?["Location"],
                node["response"]!["body"])));
        }

        return new Series(Path.GetFileName(folder), exchanges);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
