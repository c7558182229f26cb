// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;

namespace Sandbox.Upstream.Rpm;

/// <summary>.treeinfo: what an installation tree has beside its packages.</summary>
internal sealed record TreeInfo(string FileName, byte[] Bytes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Sections)
{
    /// <summary>Under either name; null where there is no tree.</summary>
    public static async Task<TreeInfo?> FindAsync(UpstreamClient client, Uri root, CancellationToken ct)
    {
        foreach (var name in (string[])[".treeinfo", "treeinfo"])
        {
            if (await client.TryReadAsync(new(root, name), ct) is { } bytes)
            {
                return Of(name, bytes);
            }
        }

        return null;
    }

    /// <summary>As it was fetched.</summary>
    public static TreeInfo Of(string name, byte[] bytes) => new(name, bytes, Parse(Encoding.UTF8.GetString(bytes)));

    /// <summary>What Pulp's reader misses first, in its words; null if it misses nothing.</summary>
    /// <remarks>As pulp_rpm 3.35 with productmd 1.33 has it. A section that is not there is not missed, nor are variants.</remarks>
    public string? Complaint => !Sections.TryGetValue("header", out var header) ? null
        : !header.ContainsKey("type") ? "No option 'type' in section: 'header'"
        : !header.ContainsKey("version") && !Sections.ContainsKey("general") ? "No section: 'general'"
        : Required.FirstOrDefault(each => Sections.TryGetValue(each.Section, out var section) && !section.ContainsKey(each.Option))
            is (var of, { } option) ? $"No option '{option}' in section: '{of}'"
        : null;

    private static readonly (string Section, string Option)[] Required =
        [("release", "name"), ("release", "version"), ("tree", "arch"), ("tree", "platforms"), ("tree", "build_timestamp")];

    public string? Value(string section, string key) => Sections.GetValueOrDefault(section)?.GetValueOrDefault(key);

    /// <summary>Files with their checksums; repositories' metadata is listed too, and not meant.</summary>
    public IEnumerable<(string Path, string? Sha256)> Files() =>
        from file in Sections.GetValueOrDefault("checksums") ?? new Dictionary<string, string>()
        where !file.Key.EndsWith("repomd.xml", StringComparison.Ordinal)
        select (file.Key, file.Value.StartsWith("sha256:", StringComparison.Ordinal) ? file.Value["sha256:".Length..] : null);

    /// <summary>Images by platform: boot.iso, kernel, initrd.</summary>
    public IEnumerable<(string Platform, string Name, string Path)> Images() =>
        from section in Sections
        where section.Key.StartsWith("images-", StringComparison.Ordinal)
        from image in section.Value
        select (section.Key["images-".Length..], image.Key, image.Value);

    public double? Timestamp =>
        double.TryParse(Value("tree", "build_timestamp"), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Parse(string ini)
    {
        var sections = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        var section = new Dictionary<string, string>();
        foreach (var line in ini.Split('\n').Select(line => line.Trim()))
        {
            if (line is ['[', .. var name, ']'])
            {
                sections[name] = section = [];
            }
            else if (line.IndexOf('=', StringComparison.Ordinal) is var at and > 0 && !line.StartsWith('#') && !line.StartsWith(';'))
            {
                section[line[..at].Trim()] = line[(at + 1)..].Trim();
            }
        }

        return sections;
    }
}
