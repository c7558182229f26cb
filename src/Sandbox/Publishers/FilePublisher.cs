// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Publishers;

/// <summary>Publishes files under their own names, with a manifest if the publication has one.</summary>
internal static class FilePublisher
{
    public static async Task<IReadOnlyList<PublishedFile>> PublishAsync(
        PulpStore store, Entity publication, RepositoryVersion version, TaskContext task)
    {
        List<PublishedFile> files = [
            .. version.OfType("file.file").Select(unit => new PublishedFile((string)unit.Fields["relative_path"]!, unit.Blobs[0]))];
        if (publication.Text("manifest") is { Length: > 0 } manifest)
        {
            var lines = files.OrderBy(file => file.RelativePath, StringComparer.Ordinal)
                .Select(file => $"{file.RelativePath},{file.Blob.Sha256},{file.Blob.Size}\n");
            var (sha256, size) = await store.Blobs.AddAsync(Encoding.UTF8.GetBytes(string.Concat(lines)), task.Canceled);
            files.Add(new(manifest, new Blob(manifest, sha256, size)));
        }

        return files;
    }
}
