// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;

namespace Modules.Builder.ImageContents;

/// <summary>
/// Reads images as an engine saves them, one after another, in either of the forms engines write: a folder for each layer, or blobs by
/// their digests. A layer that several images share is looked through once.
/// </summary>
/// <param name="search">Looks for the needles.</param>
internal sealed class SavedImages(NeedleSearch search)
{
    private const string Blobs = "blobs/";

    private readonly LayerSearch _layers = new(search);
    private readonly Dictionary<string, IReadOnlyList<Finding>> _known = [];
    private readonly HashSet<string> _counted = [];

    /// <summary>How many layers were looked through.</summary>
    public int LayerCount => _counted.Count;

    /// <summary>What is found in the image of an archive.</summary>
    /// <exception cref="ModuleException">The archive is none that engines write.</exception>
    public async Task<IReadOnlyList<Finding>> InAsync(string image, Stream saved, CancellationToken ct)
    {
        try
        {
            return await ReadAsync(image, saved, ct);
        }
        catch (Exception odd) when (odd is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new ModuleException($"What the engine saves of '{image}' cannot be read: {odd.Message}", odd);
        }
    }

    private async Task<IReadOnlyList<Finding>> ReadAsync(string image, Stream saved, CancellationToken ct)
    {
        Dictionary<string, JsonNode?> documents = [];
        Dictionary<string, string> links = [];
        await using var archive = new TarReader(saved);
        while (await archive.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            var name = ArchivePath.Of(entry.Name);
            if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                links[name] = Target(name, entry);
            }
            else if (entry.DataStream is { } data && !_known.ContainsKey(name))
            {
                await using var seen = await Content.OpenAsync(data, ct);
                if (seen.Kind == ContentKind.Json)
                {
                    documents[name] = await ParseAsync(seen.Bytes, name, ct);
                }
                else
                {
                    _known[name] = await _layers.InAsync(seen.Bytes, ct);
                }
            }
        }

        return Fold(image, documents, name => _known.GetValueOrDefault(links.GetValueOrDefault(name, name)));
    }

    /// <param name="image">Its name, for messages.</param>
    /// <param name="documents">The texts of the archive, which say what belongs together.</param>
    /// <param name="layer">What was found in a layer; null for one that is not in the archive.</param>
    private List<Finding> Fold(
        string image, Dictionary<string, JsonNode?> documents, Func<string, IReadOnlyList<Finding>?> layer)
    {
        if (documents.GetValueOrDefault("manifest.json") is not JsonArray { Count: > 0 } manifest)
        {
            throw new ModuleException($"What the engine saves of '{image}' has no manifest.json, so it cannot be told what belongs to it.");
        }

        List<Finding> found = [];
        var configurations = manifest.OfType<JsonObject>().Select(each => (string?)each["Config"]).ToHashSet();
        foreach (var (name, document) in documents
            .Where(each => each.Key.StartsWith(Blobs, StringComparison.Ordinal) && !configurations.Contains(each.Key)))
        {
            // Manifests, and what a builder attests: it names the arguments of the build, and goes where the image goes.
            found.AddRange(new ConfigurationSearch(search).In(document)
                .Select(each => each with { Where = FoundIn.Configuration, Path = $"{name}: {each.Path}" }));
        }

        foreach (var each in manifest.OfType<JsonObject>())
        {
            found.AddRange(new ConfigurationSearch(search).In(documents.GetValueOrDefault((string?)each["Config"] ?? "")));
            var layers = (each["Layers"] as JsonArray ?? []).Select(name => name?.ToString() ?? "").ToList();
            foreach (var (at, name) in layers.Index())
            {
                var files = layer(name)
                    ?? throw new ModuleException($"What the engine saves of '{image}' lacks its layer {at + 1}, {name}.");
                _ = _counted.Add(name);
                found.AddRange(files.Select(finding => finding with { Layer = at + 1 }));
            }
        }

        return found;
    }

    /// <summary>Docker writes a layer that occurs twice as a link to the first.</summary>
    private static string Target(string name, TarEntry entry)
    {
        var folder = entry.EntryType == TarEntryType.SymbolicLink ? Path.GetDirectoryName(name) ?? "" : "";
        return Path.GetFullPath(Path.Combine("/", folder, entry.LinkName))[1..];
    }

    private static async Task<JsonNode?> ParseAsync(Stream document, string name, CancellationToken ct)
    {
        using var text = new MemoryStream();
        await document.AtMost(Limits.Answer, name).CopyToAsync(text, ct);
        return JsonNodes.Parse(text.GetBuffer().AsSpan(0, (int)text.Length));
    }
}
