// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Publishers;

/// <summary>Publishes a version with the upstream's own Release and Packages files, so that its signatures hold.</summary>
internal static class VerbatimPublisher
{
    public static Task<IReadOnlyList<PublishedFile>> PublishAsync(
        PulpStore store, Entity publication, RepositoryVersion version, TaskContext task) =>
        Task.FromResult<IReadOnlyList<PublishedFile>>(
        [
            .. from unit in version.Content
               from blob in unit.Blobs
               select new PublishedFile(blob.RelativePath, blob) into file
               group file by file.RelativePath into same
               select same.First(),
        ]);
}
