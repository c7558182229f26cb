// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Publishers.Rpm;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>The publication of a complete mirror: the upstream's own metadata, packages where it has them.</summary>
internal static class MirroredPublication
{
    public static async Task EnsureAsync(SyncSession session, RepositoryVersion version, IReadOnlyDictionary<string, byte[]> metadata)
    {
        List<PublishedFile> files =
        [
            .. version.OfType("rpm.package")
                .Select(package => new PublishedFile((string)package.Fields["location_href"]!, package.Blobs[0])),
            .. RpmPublisher.Trees(version),
        ];
        foreach (var (path, bytes) in metadata)
        {
            var (sha256, size) = await session.Store.Blobs.AddAsync(bytes, session.Canceled);
            files.Add(new(path, new Blob(path, sha256, size)));
        }

        if (session.Store.Publications(version.Href).Any(known => IsSame(session.Store.Published(known), files)))
        {
            return;
        }

        var now = DateTime.UtcNow;
        var publication = session.Store.Add(
            new(session.Request.Types["publications/rpm/rpm"], Guid.CreateVersion7().ToString(), now, new JsonObject
        {
            ["repository_version"] = version.Href,
            ["checkpoint"] = false,
            ["checksum_type"] = "unknown",
            ["compression_type"] = null,
            ["layout"] = null,
            ["metadata_checksum_type"] = null,
            ["package_checksum_type"] = null,
            ["repo_config"] = new JsonObject { ["gpgcheck"] = 0, ["repo_gpgcheck"] = 0 },
            ["sqlite_metadata"] = false,
        }));
        session.Store.Publish(publication, files);
        session.Task.Created(publication.Href);
    }

    private static bool IsSame(IReadOnlyList<PublishedFile> known, List<PublishedFile> wanted) =>
        known.Select(file => (file.RelativePath, file.Blob.Sha256))
            .ToHashSet()
            .SetEquals(wanted.Select(file => (file.RelativePath, file.Blob.Sha256)));
}
