// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Engines;

/// <summary>The names below a path, folders with a slash.</summary>
internal static class KeyList
{
    public static BaoAnswer Of(IEnumerable<string> paths, string folder, IReadOnlyDictionary<string, string>? query = null)
    {
        var below = folder.Length == 0 ? "" : folder.TrimEnd('/') + "/";
        var names = paths.Where(path => path.StartsWith(below, StringComparison.Ordinal)).Select(path => path[below.Length..])
            .Select(rest => rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? rest[..(slash + 1)] : rest)
            .Distinct().Order(StringComparer.Ordinal)
            .Where(name => query?.GetValueOrDefault("after") is not { Length: > 0 } after || string.CompareOrdinal(name, after) > 0)
            .Take(int.TryParse(query?.GetValueOrDefault("limit"), out var limit) && limit > 0 ? limit : int.MaxValue).ToList();
        return names.Count > 0 ? BaoAnswer.Of(new JsonObject { ["keys"] = names.List() }) : throw BaoException.Missing;
    }
}
