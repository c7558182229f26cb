using System.Text.Json.Nodes;

namespace Sandbox.Upstream.Container;

/// <summary>A manifest or a list of manifests, read from the bytes its digest speaks of.</summary>
internal sealed record Manifest(byte[] Bytes, JsonObject Json)
{
    public string Digest { get; } = "sha256:" + Upstream.Digest.Of(Bytes);

    /// <summary>OCI allows leaving it out; then the shape tells.</summary>
    public string MediaType => (string?)Json["mediaType"]
        ?? (Json.ContainsKey("manifests") ? Container.MediaType.OciIndex
            : Json.ContainsKey("config") ? Container.MediaType.OciManifest : Container.MediaType.ManifestV1);

    public bool IsList => MediaType is Container.MediaType.ManifestList or Container.MediaType.OciIndex;

    public IReadOnlyList<string> Listed => [.. Items("manifests").Select(item => (string)item["digest"]!)];

    public string? Config => (string?)Json["config"]?["digest"];

    /// <summary>Layers this registry would serve; a foreign layer lies elsewhere.</summary>
    public IReadOnlyList<(string Digest, long? Size)> Layers =>
    [
        .. from layer in Items("layers").Concat(Items("fsLayers"))
           where (string?)layer["mediaType"] is not (Container.MediaType.ForeignLayer or Container.MediaType.OciForeignLayer)
           select ((string?)layer["digest"] ?? (string)layer["blobSum"]!, (long?)layer["size"]),
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

    private IEnumerable<JsonObject> Items(string name) => (Json[name] as JsonArray ?? []).OfType<JsonObject>();
}
