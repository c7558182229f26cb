// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;
using Modules.Http;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>A part of an RPM repository's metadata that can be compared with content of Pulp, unit by unit.</summary>
/// <param name="Type">As repomd.xml names it.</param>
/// <param name="Noun">As people do.</param>
/// <param name="Path">The collection of Pulp's units.</param>
/// <param name="Fields">What tells a unit from all others.</param>
/// <param name="ReadAsync">The units of the upstream's file, by the same.</param>
internal sealed record RpmPart(string Type, string Noun, string Path, string[] Fields, Func<Stream, Task<HashSet<string>>> ReadAsync)
{
    private const int DateOnly = 10;

    private static readonly string[] ModuleFields = ["name", "stream", "version", "context", "arch"];

    /// <summary>All that are compared. A mirror's trees for installers, and what a group says of itself, are not.</summary>
    public static readonly IReadOnlyList<RpmPart> All =
    [
        new("primary", "packages", "content/rpm/packages/", ["pkgId", "arch"], PackagesAsync),
        new("updateinfo", "advisories", "content/rpm/advisories/", ["id", "updated_date"], AdvisoriesAsync),
        new("modules", "modules", "content/rpm/modulemds/", ModuleFields, ModulesAsync),
        new("group", "package groups", "content/rpm/packagegroups/", ["id"], GroupsAsync),
    ];

    /// <summary>A unit of Pulp's, as <see cref="ReadAsync"/> names it.</summary>
    public string Key(JsonObject unit) =>
        string.Join(' ', Fields.Select(field => field == "updated_date" ? Date((string?)unit[field]) : unit[field]?.ToString()));

    private static Task<HashSet<string>> PackagesAsync(Stream stream) =>
        XmlAsync(stream, "package", texts => $"{Needed(texts, "package", "checksum")} {Needed(texts, "package", "arch")}");

    private static Task<HashSet<string>> AdvisoriesAsync(Stream stream) =>
        XmlAsync(stream, "update", texts => $"{Needed(texts, "advisory", "id")} {Date(texts.GetValueOrDefault("updated"))}");

    private static Task<HashSet<string>> GroupsAsync(Stream stream) => XmlAsync(stream, "group", texts => Needed(texts, "group", "id"));

    /// <summary>The units of a file, read one after another: there may be tens of thousands.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="unit">The element below the root that is one.</param>
    /// <param name="key">Names a unit by the texts, or dates, of the elements in it.</param>
    private static async Task<HashSet<string>> XmlAsync(Stream stream, string unit, Func<Dictionary<string, string>, string> key)
    {
        HashSet<string> found = [];
        Dictionary<string, string> texts = [];
        using var reader = UpstreamXml.Open(stream, $"the list of {unit}s");
        for (var element = ""; await reader.ReadAsync();)
        {
            switch (reader.NodeType, reader.Depth)
            {
                case (XmlNodeType.Element, 2):
                    element = reader.LocalName;
                    texts[element] = Short(reader.GetAttribute("date") ?? "");
                    break;
                case (XmlNodeType.Text, 3):
                    texts[element] = Short(reader.Value.Trim());
                    break;
                case (XmlNodeType.EndElement, 1):
                    _ = reader.LocalName == unit && found.Add(key(texts));
                    Bound(found, unit);
                    texts.Clear();
                    break;
                default:
                    break;
            }
        }

        return found;
    }

    /// <summary>YAML documents whose fields stand below <c>data</c>, a line each, as the tools that make such files write them.</summary>
    private static async Task<HashSet<string>> ModulesAsync(Stream stream)
    {
        HashSet<string> found = [];
        Dictionary<string, string> fields = [];
        using var text = new StreamReader(stream.InPieces((byte)'\n', "the list of modules"));
        for (string? line = "", kind = ""; line is not null;)
        {
            line = await text.ReadLineAsync();
            if (line is null || line.StartsWith("---", StringComparison.Ordinal))
            {
                _ = kind == "modulemd" && found.Add(string.Join(' ', ModuleFields.Select(field => fields.GetValueOrDefault(field, ""))));
                kind = "";
                fields.Clear();
                Bound(found, "module");
            }
            else if (line.StartsWith("document:", StringComparison.Ordinal))
            {
                kind = Value(line);
            }
            else if (line is [' ', ' ', not ' ' and not '-', ..] && line.Contains(':', StringComparison.Ordinal))
            {
                _ = fields.TryAdd(line[2..line.IndexOf(':', StringComparison.Ordinal)], Value(line));
            }
        }

        return found;

        static string Value(string line) => Short(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().Trim('"', '\''));
    }

    /// <summary>Upstreams write the time of day in several ways.</summary>
    private static string Date(string? time) => time is { Length: > DateOnly } ? time[..DateOnly] : time ?? "";

    private static string Short(string text) => text.Length <= Limits.Key ? text : text[..Limits.Key];

    /// <exception cref="InvalidDataException">The upstream's file lacks it.</exception>
    private static string Needed(Dictionary<string, string> texts, string unit, string element) =>
        texts.TryGetValue(element, out var text) && text.Length > 0
            ? text
            : throw new InvalidDataException($"It has a {unit} without {element}.");

    /// <exception cref="InvalidDataException">There are more than any upstream has.</exception>
    private static void Bound(HashSet<string> found, string unit)
    {
        if (found.Count > Limits.Units)
        {
            throw new InvalidDataException($"It has more than {Limits.Units} {unit}s, many times what upstreams have; no more is read.");
        }
    }
}
