// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using Tests.Infra;

namespace CiSandbox.Tests.OpenBao;

/// <summary>What a real OpenBao 2.7.2 answered, a file for each series of cases; they run in their order on one server.</summary>
internal static class Recording
{
    public static string Folder { get; } = Path.Combine(SourceTree.Root, "tests/golden-openbao");

    public static IReadOnlyList<string> Series =>
        [.. Directory.EnumerateFiles(Folder, "*.jsonl")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The cases of a series.</summary>
    public static IEnumerable<JsonObject> Read(string series) =>
        File.ReadLines(Path.Combine(Folder, series + ".jsonl"))
            .Select(line => JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = 2000 })!.AsObject());

    /// <summary>Cases where the sandbox is known to differ: name, then why.</summary>
    public static IReadOnlyDictionary<string, string> Differences { get; } =
        File.ReadLines(Path.Combine(Folder, "differences.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
}
