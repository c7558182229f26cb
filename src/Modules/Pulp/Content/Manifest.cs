// SPDX-License-Identifier: GPL-3.0-or-later
using CommandLine;
using ModuleHost;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Content;

/// <summary>Pulp's list of the files it serves: a line a file, of name, digest and size. Whoever may read the files may read it.</summary>
internal sealed class Manifest(PulpSession pulp)
{
    private const string FileName = "PULP_MANIFEST";
    private const int Near = 3;

    /// <returns>Null in check mode, where an earlier task may put it there.</returns>
    /// <exception cref="ModuleException">There is no list, or no such file in it.</exception>
    public async Task<string?> DigestAsync(string folder, string path, CancellationToken ct)
    {
        if (await ReadAsync(folder, ct) is not { } lines)
        {
            _ = pulp.Assume(
                $"There is no {folder}{FileName}: nothing is served there, or no publication of files. Where there is none, give sha256.");
            return null;
        }

        if (lines.TryGetValue(path, out var digest))
        {
            return digest;
        }

        var nearest = Nearest.Of(path, lines.Keys, Near);
        _ = pulp.Assume(
            $"'{path}' is not among the {lines.Count} files that {folder}{FileName} "
                + $"lists{(nearest.Count > 0 ? $"; nearest: {string.Join(", ", nearest)}" : "")}.");
        return null;
    }

    /// <summary>Digests by name; null for no list.</summary>
    private async Task<Dictionary<string, string>?> ReadAsync(string folder, CancellationToken ct)
    {
        try
        {
            using var response = await pulp.Api.OpenAsync(folder + FileName, from: 0, ct);
            return (await response.Content.ReadAsStringAsync(ct)).Split(
                '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => line.Split(',')).Where(parts => parts.Length >= 3)
                .ToDictionary(parts => string.Join(',', parts[..^2]), parts => parts[^2]);
        }
        catch (ModuleException failure) when (PulpRefusal.IsMissing(failure))
        {
            return null;
        }
    }
}
