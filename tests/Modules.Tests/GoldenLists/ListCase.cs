// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.GoldenLists;

/// <summary>One recorded run of a module against the real Pulp, of the series that came after the first.</summary>
/// <param name="Name"><c>series/NNN-slug</c>.</param>
/// <param name="Data">The recording.</param>
internal sealed record ListCase(string Name, JsonObject Data)
{
    public static readonly string Folder = Path.Combine(Binary.RepositoryRoot, "tests/golden-lists");

    /// <summary>The series in which a module ran; the one of bare sessions is the sandbox's.</summary>
    public static IEnumerable<string> Series => Directory.GetFiles(Folder, "*.jsonl.gz")
        .Select(file => Path.GetFileName(file)[..^".jsonl.gz".Length])
        .Where(name => name != "login")
        .Order(StringComparer.Ordinal);

    public string Module => (string)Data["module"]!;

    /// <summary>The run of that day did not end.</summary>
    public bool IsEndless => (int)Data["rc"]! == -9;

    public JsonObject Result => Data["result"]!.AsObject();

    public IReadOnlyList<JsonObject> Exchanges => [.. Data["exchanges"]!.AsArray().Select(each => each!.AsObject())];

    public static IReadOnlyList<ListCase> Read(string series)
    {
        List<ListCase> cases = [];
        using var file = File.OpenRead(Path.Combine(Folder, series + ".jsonl.gz"));
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        while (lines.ReadLine() is { } line)
        {
            var data = JsonNode.Parse(line)!.AsObject();
            cases.Add(new ListCase($"{series}/{data["name"]}", data));
        }

        return cases;
    }
}
