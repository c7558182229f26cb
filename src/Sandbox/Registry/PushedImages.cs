// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Units;
using Sandbox.Upstream;
using Sandbox.Upstream.Container;
using Sandbox.Versions;

namespace Sandbox.Registry;

/// <summary>Makes a push repository and a distribution of the same name.</summary>
internal delegate Entity CreatePushRepository(string name);

/// <summary>Push repositories, and the images pushed into them.</summary>
/// <remarks>From pulp_container 2.29 on, pushes are ordinary: any container repository takes them.</remarks>
internal sealed class PushedImages(
    PulpStore store, RegistryUploads uploads, CreatePushRepository create, bool ordinary = false)
{
    private static readonly Lock Creating = new();

    /// <summary>The repository a name pushes to, made at the first push.</summary>
    public Entity Repository(string name)
    {
        lock (Creating)
        {
            var distribution = store.Named("distributions", "base_path", name)
                .FirstOrDefault(candidate => candidate.Type.Path == "distributions/container/container");
            if (distribution is null && !ordinary && store.Named("repositories", "name", name).Any())
            {
                throw RegistryException.Invalid("NAME_INVALID", "Invalid repository name.");
            }

            var repository = distribution is null ? create(name) : store.Find(distribution.Text("repository"));
            return repository is not null && (ordinary || repository.Type.Path == "repositories/container/container-push")
                ? repository
                : throw RegistryException.Invalid("NAME_INVALID", "Repository is read-only.");
        }
    }

    /// <summary>Adds a manifest, under a tag unless the reference is its digest. Returns the digest.</summary>
    public async Task<string> AddAsync(string name, string reference, byte[] bytes, CancellationToken ct)
    {
        var repository = Repository(name);
        var manifest = Parse(bytes);
        if (reference.StartsWith("sha256:", StringComparison.Ordinal) && reference != manifest.Digest)
        {
            throw RegistryException.Invalid("DIGEST_INVALID", $"The manifest has the digest {manifest.Digest}.");
        }

        var (sha256, size) = await store.Blobs.AddAsync(bytes, ct);
        var stored = new Blob(manifest.Digest, sha256, size);
        lock (repository)
        {
            var before = store.Versions.Latest(repository).Content;
            var parts = manifest.IsList
                ? []
                : manifest.Layers.Select(layer => layer.Digest)
                    .Append(manifest.Config)
                    .OfType<string>()
                    .Select(digest => Part(name, before, digest))
                    .ToList();
            var unit = store.Content.Intern(manifest.IsList
                ? ContainerUnits.List(
                    manifest,
                    stored,
                    manifest.Listed.Select(digest => Known(before, "container.manifest", digest) ?? throw Unknown(digest)))
                : ContainerUnits.Image(
                    manifest,
                    stored,
                    parts.Find(part => part.Key == manifest.Config),
                    parts.Where(part => part.Key != manifest.Config),
                    Configuration(manifest)));
            ContentUnit[] tag = reference.StartsWith("sha256:", StringComparison.Ordinal) ? [] : [ContainerUnits.Tag(reference, unit)];
            store.Versions.Create(repository, [.. before, .. parts, unit, .. tag]);
            uploads.Settle(name, parts);
        }

        return manifest.Digest;
    }

    private static Manifest Parse(byte[] bytes)
    {
        try
        {
            return Manifest.Parse(bytes, new("http://127.0.0.1/manifest"));
        }
        catch (UpstreamException e)
        {
            throw RegistryException.Invalid("MANIFEST_INVALID", e.Message);
        }
    }

    private System.Text.Json.Nodes.JsonObject? Configuration(Manifest manifest) => manifest.Config is { } digest
        ? UpstreamRegistry.Json(File.ReadAllBytes(store.Blobs.PathOf(digest["sha256:".Length..])), new("http://127.0.0.1/config"))
        : null;

    private ContentUnit Part(string name, IReadOnlySet<ContentUnit> before, string digest) =>
        uploads.Pending(name, digest) ?? Known(before, "container.blob", digest) ?? throw Unknown(digest);

    private static ContentUnit? Known(IReadOnlySet<ContentUnit> content, string type, string key) =>
        content.FirstOrDefault(unit => unit.Type == type && unit.Key == key);

    private static RegistryException Unknown(string digest) =>
        RegistryException.Invalid("MANIFEST_BLOB_UNKNOWN", $"The manifest names {digest}, which was not uploaded.", 404);
}
