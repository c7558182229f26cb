// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>What can be mounted: secret engines or auth methods. Both have the same calls below another root.</summary>
/// <param name="Root">Where they are listed.</param>
/// <param name="Noun">What one is called.</param>
/// <param name="Types">Those that each server has; others may be there as plugins.</param>
internal sealed record MountKind(string Root, string Noun, IReadOnlyList<string> Types)
{
    public static readonly MountKind SecretEngine = new("sys/mounts", "secret engine", ["kv", "pki", "ssh", "transit"]);
    public static readonly MountKind AuthMethod =
        new("sys/auth", "auth method", ["approle", "cert", "jwt", "kubernetes", "oidc", "userpass"]);

    /// <summary>The mount at a path; null for none.</summary>
    /// <exception cref="ModuleException">The path lies below or above another mount.</exception>
    public async Task<JsonObject?> FindAsync(OpenBaoApi bao, string path, CancellationToken ct)
    {
        var all = (await bao.ReadAsync(BaoPath.Of(Root), ct)).Fields["data"] as JsonObject ?? [];
        var mine = path + "/";
        if (all[mine] is JsonObject found)
        {
            return found;
        }

        return all.Select(pair => pair.Key).FirstOrDefault(other =>
            mine.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(mine, StringComparison.Ordinal)) is { } taken
            ? throw new ModuleException($"Give another path: '{path}' overlaps with the {Noun} that is at '{taken.TrimEnd('/')}'.")
            : null;
    }

    /// <summary>Mounts something.</summary>
    public Task<ApiAnswer?> EnableAsync(OpenBaoApi bao, string path, JsonObject body, CancellationToken ct) =>
        bao.WriteAsync($"enable the {Noun} '{path}'", BaoPath.Of(Root, path), body, ct);

    /// <summary>Changes what may change.</summary>
    public Task<ApiAnswer?> TuneAsync(OpenBaoApi bao, string path, JsonObject body, CancellationToken ct) =>
        bao.WriteAsync($"tune the {Noun} '{path}'", BaoPath.Of(Root, path, "tune"), body, ct);

    /// <summary>Takes it away with all it holds.</summary>
    public Task<ApiAnswer?> DisableAsync(OpenBaoApi bao, string path, CancellationToken ct) =>
        bao.DeleteAsync($"disable the {Noun} '{path}'", BaoPath.Of(Root, path), ct);
}
