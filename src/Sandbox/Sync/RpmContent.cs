// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Upstream.Rpm;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>An RPM repository's metadata, read into content units.</summary>
internal sealed class RpmContent(SyncSession session, RpmUpstream upstream, IReadOnlySet<string> skip)
{
    /// <summary>What we make sense of ourselves; files of any other type are kept and passed on as they are.</summary>
    private static readonly HashSet<string> KnownTypes =
        ["primary", "filelists", "other", "group", "group_gz", "group_xz", "group_zst", "updateinfo", "modules"];

    /// <summary>The metadata files by the path they have upstream.</summary>
    public Dictionary<string, byte[]> Files { get; } = new() { ["repodata/repomd.xml"] = upstream.Repomd.Bytes };

    public List<ContentUnit> Units { get; } = [];

    public int Skipped { get; private set; }

    public int Count(string type) => Units.Count(unit => unit.Type == type);

    public async Task ReadAsync(Action onFile)
    {
        onFile();
        foreach (var record in upstream.Repomd.Records)
        {
            Files[record.Href] = await upstream.ReadAsync(record, session.Canceled);
            onFile();
        }

        foreach (var name in (string[])["repodata/repomd.xml.asc", "repodata/repomd.xml.key"])
        {
            if (await session.Client.TryReadAsync(new(upstream.Root, name), session.Canceled) is { } signature)
            {
                Files[name] = signature;
            }
        }

        await PackagesAsync(await ModulesAsync());
        Units.AddRange(Comps.Parse(await XmlAsync("group") ?? await XmlAsync("group_gz") ?? "<comps/>"u8.ToArray()));
        Units.AddRange(Advisories.Parse(await XmlAsync("updateinfo") ?? "<updates/>"u8.ToArray()));
        await OtherFilesAsync();
        if (!skip.Contains("treeinfo") && await RpmTree.ReadAsync(session, upstream.Root) is { } tree)
        {
            Units.Add(tree);
        }
    }

    /// <param name="modular">The packages that belong to modules.</param>
    private async Task PackagesAsync(HashSet<string> modular)
    {
        var packages = new Dictionary<string, JsonObject>();
        foreach (var element in PackageXml.Packages(
            await XmlAsync("primary") ?? throw new Upstream.UpstreamException("Repomd XML parser error: no primary"), "Primary"))
        {
            var fields = PackageXml.Fields(element);
            if ((string?)fields["arch"] == "src" && skip.Contains("srpm"))
            {
                Skipped++;
                continue;
            }

            fields["is_modular"] = modular.Contains(
                $"{fields["name"]}-{fields["epoch"]}:{fields["version"]}-{fields["release"]}.{fields["arch"]}");
            packages[(string)fields["pkgId"]!] = fields;
        }

        await FillAsync(packages, "filelists", "files", PackageXml.Files);
        await FillAsync(packages, "other", "changelogs", PackageXml.Changelogs);
        Units.AddRange(packages.Values.Select(Package));
    }

    private async Task FillAsync(
        Dictionary<string, JsonObject> packages, string type, string field, Func<System.Xml.Linq.XElement, JsonArray> read)
    {
        foreach (var element in PackageXml.Packages(await XmlAsync(type) ?? "<none/>"u8.ToArray(), type))
        {
            if (packages.TryGetValue((string?)element.Attribute("pkgid") ?? "", out var fields))
            {
                fields[field] = read(element);
            }
        }
    }

    private ContentUnit Package(JsonObject fields)
    {
        var href = (string)fields["location_href"]!;
        var root = (string?)fields["location_base"] is { Length: > 0 } other ? new Uri(other.TrimEnd('/') + "/") : upstream.Root;
        var sha256 = (string?)fields["checksum_type"] == "sha256" ? (string?)fields["pkgId"] : null;
        return new("rpm.package", $"{fields["checksum_type"]} {fields["pkgId"]}", Compact(fields),
            [session.Upstream(Path.GetFileName(href), sha256, (long)fields["size_package"]!, new(root, href))])
        {
            RepositoryKey = string.Join(
                ' ',
                fields["name"],
                fields["epoch"],
                fields["version"],
                fields["release"],
                fields["arch"],
                fields["checksum_type"],
                fields["pkgId"]),
        };
    }

    /// <summary>As text, a package takes a fifth of what its nodes take; they come back where they are looked at.</summary>
    private static JsonObject Compact(JsonObject fields)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            fields.WriteTo(writer);
        }

        return JsonNode.Parse(text.WrittenSpan)!.AsObject();
    }

    private async Task<HashSet<string>> ModulesAsync()
    {
        var modules = Modules.Parse(await XmlAsync("modules") ?? []).ToList();
        Units.AddRange(modules);
        return [.. modules.SelectMany(module => module.Fields["artifacts"] as JsonArray ?? []).Select(nevra => (string)nevra!)];
    }

    private async Task OtherFilesAsync()
    {
        foreach (var record in upstream.Repomd.Records.Where(record => !KnownTypes.Contains(record.Type) && !IsCopy(record.Type)))
        {
            var fields = new JsonObject
            {
                ["data_type"] = record.Type,
                ["checksum_type"] = record.ChecksumType,
                ["checksum"] = record.Checksum,
                ["relative_path"] = record.Href,
            };
            Units.Add(new("rpm.repo_metadata_file", $"{record.Type} {record.Checksum} {record.Href}", fields,
                [await session.KeepAsync(record.Href, Files[record.Href], new(upstream.Root, record.Href))])
            {
                RepositoryKey = record.Type,
            });
        }
    }

    /// <summary>The same facts in another format, which a publication would have to bring up to date.</summary>
    private static bool IsCopy(string type) =>
        type.EndsWith("_db", StringComparison.Ordinal) || type.EndsWith("_zck", StringComparison.Ordinal);

    private async Task<byte[]?> XmlAsync(string type) => upstream.Repomd.Find(type) is { } record
        ? await Upstream.Compression.UnpackAsync(Files[record.Href], record.Href, session.Canceled)
        : null;
}
