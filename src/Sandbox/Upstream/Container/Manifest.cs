// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sandbox.Upstream.Container;

/// <summary>A manifest or a list of manifests, read from the bytes its digest speaks of.</summary>
internal sealed partial record Manifest(byte[] Bytes, JsonObject Json)
{
    public string Digest { get; } = "sha256:" + Upstream.Digest.Of(Bytes);

    /// <summary>OCI allows leaving it out; then the shape tells.</summary>
    public string MediaType => (string?)Json["mediaType"]
        ?? (Json.ContainsKey("manifests") ? Container.MediaType.OciIndex
            : Json.ContainsKey("config") ? Container.MediaType.OciManifest : Container.MediaType.ManifestV1);

    public bool IsList => MediaType is Container.MediaType.ManifestList or Container.MediaType.OciIndex;

    public IReadOnlyList<string> Listed { get; } = [.. Items(Json, "manifests").Select(item => Checked((string?)item["digest"]))];

    public string? Config { get; } = Json["config"]?["digest"] is { } digest ? Checked((string?)digest) : null;

    /// <summary>Layers this registry would serve; a foreign layer lies elsewhere.</summary>
    public IReadOnlyList<(string Digest, long? Size)> Layers { get; } =
    [
        .. from layer in Items(Json, "layers").Concat(Items(Json, "fsLayers"))
           where (string?)layer["mediaType"] is not (Container.MediaType.ForeignLayer or Container.MediaType.OciForeignLayer)
           select (Checked((string?)layer["digest"] ?? (string?)layer["blobSum"]), (long?)layer["size"]),
    ];

    public static Manifest Parse(byte[] bytes, Uri url) => new(bytes, UpstreamRegistry.Json(bytes, url));

    /// <summary>The fields Pulp shows, but for links to other content.</summary>
    public JsonObject Fields(JsonObject? config) => new()
    {
        ["digest"] = Digest,
        ["schema_version"] = (int?)Json["schemaVersion"] ?? 2,
        ["media_type"] = MediaType,
        ["listed_manifests"] = new JsonArray(),
        ["config_blob"] = null,
        ["blobs"] = new JsonArray(),
        ["annotations"] = Json["annotations"]?.DeepClone() ?? new JsonObject(),
        ["labels"] = config?["config"]?["Labels"]?.DeepClone() ?? new JsonObject(),
        ["is_bootable"] = false,
        ["is_flatpak"] = false,
        ["type"] = IsList ? "index" : "image",
        ["architecture"] = (string?)config?["architecture"],
        ["os"] = (string?)config?["os"],
        ["compressed_image_size"] = IsList ? null : Layers.Sum(layer => layer.Size ?? 0),
    };

    private static string Checked(string? digest) =>
        digest is not null && Sha256().IsMatch(digest)
            ? digest
            : throw new UpstreamException($"'{digest}' is not a digest this server knows");

    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    private static partial Regex Sha256();

    private static IEnumerable<JsonObject> Items(JsonObject json, string name) => (json[name] as JsonArray ?? []).OfType<JsonObject>();
}
