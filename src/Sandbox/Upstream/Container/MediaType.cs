// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Upstream.Container;

/// <summary>The media types a registry deals in.</summary>
internal static class MediaType
{
    public const string ManifestV1 = "application/vnd.docker.distribution.manifest.v1+json";
    public const string ManifestV2 = "application/vnd.docker.distribution.manifest.v2+json";
    public const string ManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string ForeignLayer = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
    public const string OciForeignLayer = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";

    /// <summary>What we can read, as an Accept header.</summary>
    public const string Manifests = $"{ManifestV2},{ManifestList},{OciIndex},{OciManifest}";
}
