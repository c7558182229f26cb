// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Upstream.Container;
using Sandbox.Versions;

namespace Sandbox.Units;

/// <summary>Container content as units; manifests name their parts by href, so the parts must be interned first.</summary>
internal static class ContainerUnits
{
    public static ContentUnit Blob(Blob blob) =>
        new("container.blob", blob.RelativePath, new() { ["digest"] = blob.RelativePath }, [blob]);

    public static ContentUnit Tag(string name, ContentUnit manifest) => new(
        "container.tag",
        $"{name} {manifest.Key}",
        new() { ["name"] = name, ["tagged_manifest"] = Href("manifests", manifest) },
        [])
    {
        RepositoryKey = name,
    };

    public static ContentUnit Image(
        Manifest manifest, Blob stored, ContentUnit? config, IEnumerable<ContentUnit> layers, JsonObject? configuration)
    {
        var fields = manifest.Fields(configuration);
        fields["config_blob"] = config is null ? null : Href("blobs", config);
        fields["blobs"] = new JsonArray([.. layers.Select(layer => (JsonNode)Href("blobs", layer)).DistinctBy(href => (string)href!)]);
        return new("container.manifest", manifest.Digest, fields, [stored]);
    }

    public static ContentUnit List(Manifest manifest, Blob stored, IEnumerable<ContentUnit> listed)
    {
        var fields = manifest.Fields(null);
        fields["listed_manifests"] = new JsonArray([.. listed.Select(part => (JsonNode)Href("manifests", part))]);
        return new("container.manifest", manifest.Digest, fields, [stored]);
    }

    private static string Href(string kind, ContentUnit unit) => $"{EntityType.Root}content/container/{kind}/{unit.Id}/";
}
