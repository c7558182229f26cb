// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Upstream.Rpm;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>An installation tree as a content unit: .treeinfo itself and the images it names.</summary>
internal static class RpmTree
{
    public static async Task<ContentUnit?> ReadAsync(SyncSession session, Uri root)
    {
        if (await TreeInfo.FindAsync(session.Client, root, session.Canceled) is not { } tree)
        {
            return null;
        }

        if (tree.Complaint is { } complaint)
        {
            throw new TaskFailedException(complaint);
        }

        List<Blob> blobs = [await session.KeepAsync(tree.FileName, tree.Bytes, new(root, tree.FileName))];
        blobs.AddRange(tree.Files().Select(file => session.Upstream(file.Path, file.Sha256, null, new(root, file.Path))));
        return new("rpm.distribution_tree", Digest.Of(tree.Bytes), Fields(tree), blobs) { RepositoryKey = "tree" };
    }

    private static JsonObject Fields(TreeInfo tree) => new()
    {
        ["header_version"] = tree.Value("header", "version"),
        ["release_name"] = tree.Value("release", "name") ?? tree.Value("general", "family"),
        ["release_short"] = tree.Value("release", "short") ?? tree.Value("general", "family"),
        ["release_version"] = tree.Value("release", "version") ?? tree.Value("general", "version"),
        ["release_is_layered"] = false,
        ["base_product_name"] = tree.Value("base_product", "name"),
        ["base_product_short"] = tree.Value("base_product", "short"),
        ["base_product_version"] = tree.Value("base_product", "version"),
        ["arch"] = tree.Value("tree", "arch") ?? tree.Value("general", "arch"),
        ["build_timestamp"] = tree.Timestamp,
        ["instimage"] = tree.Value("stage2", "instimage"),
        ["mainimage"] = tree.Value("stage2", "mainimage"),
        ["discnum"] = null,
        ["totaldiscs"] = null,
        ["addons"] = new JsonArray(),
        ["checksums"] = new JsonArray(
            [.. tree.Files().Select(file => (JsonNode)new JsonObject { ["path"] = file.Path, ["checksum"] = $"sha256:{file.Sha256}" })]),
        ["images"] = new JsonArray(
            [.. tree.Images()
                .Select(
                    image => (JsonNode)new JsonObject { ["name"] = image.Name, ["path"] = image.Path, ["platforms"] = image.Platform })]),
        ["variants"] = new JsonArray(),
    };
}
