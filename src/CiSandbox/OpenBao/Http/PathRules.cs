// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.OpenBao.Http;

/// <summary>Paths that are answered with where they should have gone.</summary>
internal static class PathRules
{
    /// <summary>The path without empty parts and dots; null where it has none.</summary>
    public static string? Cleaned(string path)
    {
        List<string> kept = [];
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                _ = kept.Count > 0 && kept.Remove(kept[^1]);
            }
            else if (part != ".")
            {
                kept.Add(part);
            }
        }

        var cleaned = "/" + string.Join('/', kept) + (path.EndsWith('/') || path.EndsWith("/..", StringComparison.Ordinal) ? "/" : "");
        return cleaned == path || cleaned == "/v1/" ? null : cleaned;
    }
}
