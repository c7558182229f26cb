// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using Sandbox.Upstream;
using Sandbox.Versions;

namespace Sandbox.Units;

/// <summary>The Release file of a distribution we publish, and the indexes it vouches for.</summary>
internal sealed class DebRelease(string distribution, string codename, ContentUnit? upstream)
{
    private readonly Dictionary<string, byte[]> _indexes = [];

    public void Add(string path, byte[] bytes) => _indexes[path] = bytes;

    /// <summary>All files, with their paths in the archive.</summary>
    public IEnumerable<(string Path, byte[] Bytes)> Close(IEnumerable<string> architectures, IEnumerable<string> components)
    {
        var root = $"dists/{distribution.TrimEnd('/')}/";
        var text = new StringBuilder();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
                 [
                     ("Origin", (string?)upstream?.Fields["origin"] ?? "Pulp 3"),
                     ("Label", (string?)upstream?.Fields["label"] ?? "Pulp 3"),
                     ("Suite", (string?)upstream?.Fields["suite"] ?? codename),
                     ("Codename", codename),
                     ("Version", (string?)upstream?.Fields["version"]),
                     ("Description", (string?)upstream?.Fields["description"]),
                     ("Date", DateTime.UtcNow.ToString("R", CultureInfo.InvariantCulture).Replace(
                         "GMT", "+0000", StringComparison.Ordinal)),
                     ("Architectures", string.Join(' ', architectures)),
                     ("Components", string.Join(' ', components)),
                 ])
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
            }
        }

        text.Append("SHA256:\n");
        foreach (var (path, bytes) in _indexes)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Digest.Of(bytes)} {bytes.Length,16} {path}\n");
        }

        return [.. _indexes.Select(index => (root + index.Key, index.Value)), (root + "Release", Encoding.UTF8.GetBytes(text.ToString()))];
    }
}
