// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Content;

/// <summary>The names of what a repository version holds, each with its versions.</summary>
internal sealed class ContentNames : SortedDictionary<string, SortedSet<string>>
{
    public ContentNames()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>What a version holds.</summary>
    public static async Task<ContentNames> ReadAsync(PulpSession pulp, UnitKind kind, string version, CancellationToken ct)
    {
        var filter = $"repository_version={Uri.EscapeDataString(version)}";
        var referred = kind.Referred is not ({ } path, { } field) ? []
            : (await pulp.ListAsync(path, $"{filter}&fields=pulp_href,{field}", ct)).ToDictionary(
                unit => $"{unit["pulp_href"]}", unit => $"{unit[field]}");
        var names = new ContentNames();
        await foreach (var unit in pulp.EachAsync(kind.Path, $"{filter}&fields={string.Join(',', kind.Fields)}", ct))
        {
            var value = kind.Version(unit);
            names.Add(kind.Name(unit), referred.GetValueOrDefault(value, value));
        }

        return names;
    }

    public void Add(string name, string version)
    {
        if (!TryGetValue(name, out var versions))
        {
            this[name] = versions = new(StringComparer.Ordinal);
        }

        _ = versions.Add(version);
    }
}
