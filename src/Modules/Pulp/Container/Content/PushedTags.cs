// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Container.Content;

/// <summary>
/// Tags of a repository that images are pushed to. Pulp neither adds units to such a one nor removes them, but it tags
/// manifests that are there, and untags.
/// </summary>
internal sealed class PushedTags(PulpSession pulp)
{
    public const string Manifests = "content/container/manifests/";

    /// <returns>The newest version; null when Pulp did not make one.</returns>
    public async Task<string?> TagAsync(JsonObject repository, List<JsonObject> tags, CancellationToken ct)
    {
        string? version = null;
        foreach (var tag in tags)
        {
            var digest = (string)(await pulp.Api.GetAsync((string)tag["tagged_manifest"]!, ct)).Body!["digest"]!;
            await RequireManifestAsync(repository, tag, digest, ct);
            var body = new JsonObject { ["tag"] = (string?)tag["name"], ["digest"] = digest };
            version = Version(repository, await pulp.ActAsync($"{repository["pulp_href"]}tag/", body, ct)) ?? version;
        }

        return version;
    }

    /// <returns>The newest version; null when Pulp did not make one.</returns>
    public async Task<string?> UntagAsync(JsonObject repository, IEnumerable<string> names, CancellationToken ct)
    {
        string? version = null;
        foreach (var name in names)
        {
            version = Version(repository, await pulp.ActAsync($"{repository["pulp_href"]}untag/", new JsonObject { ["tag"] = name }, ct))
                ?? version;
        }

        return version;
    }

    private async Task RequireManifestAsync(JsonObject repository, JsonObject tag, string digest, CancellationToken ct)
    {
        var key = new JsonObject { ["digest"] = digest, ["repository_version"] = (string?)repository["latest_version_href"] };
        if (await pulp.FindAsync(Manifests, "manifests", key, ct) is null)
        {
            throw new ModuleException(
                $"Tag '{tag["name"]}' points at manifest {digest}, which repository '{repository["name"]}' does "
                    + "not have. Images come into a "
                + "push repository by a push only: push it, or make the repository an ordinary one "
                + "(container_push_repository, state: migrated).");
        }
    }

    private static string? Version(JsonObject repository, JsonObject? task) => SyncModule.Version(task, $"{repository["versions_href"]}");
}
