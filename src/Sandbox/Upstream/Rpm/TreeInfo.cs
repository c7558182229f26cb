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
                return new(name, bytes, Parse(Encoding.UTF8.GetString(bytes)));
            }
        }

        return null;
    }

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
