using System.Text.Json.Nodes;
using ModuleHost.Values;

namespace ModuleHost.Tests.Verdicts;

/// <summary>What Ansible said of each case, as recorded by <c>ansible_verdicts.py</c>, and where we say otherwise on purpose.</summary>
internal static class Recorded
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Verdicts");

    private static readonly List<JsonObject> Lines = Read("verdicts.jsonl");

    public static JsonObject Head => Lines[0];

    public static IReadOnlyList<JsonObject> Cases { get; } = [.. Lines.Skip(1)];

    /// <summary>By case: our verdict and the section of docs/differences.md that says why.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Differences { get; } =
        Read("differences.jsonl").ToDictionary(Key, line => line);

    public static string Key(JsonObject line) => line["spec"]!.ToJsonString() + line["given"]!.ToJsonString();

    private static List<JsonObject> Read(string file) =>
        [.. File.ReadLines(Path.Combine(Folder, file)).Select(line => JsonText.Parse(line)!.AsObject())];
}
