// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;

namespace Sandbox.Blobs;

/// <summary>Artifacts by sha256.</summary>
internal sealed class ArtifactTable
{
    private readonly ConcurrentDictionary<string, Artifact> _bySha256 = new();

    public IEnumerable<Artifact> All => _bySha256.Values;

    public Artifact Add(Artifact artifact) => _bySha256.GetOrAdd(artifact.Sha256, artifact);

    public Artifact? Find(string sha256) => _bySha256.GetValueOrDefault(sha256);

    public Artifact? FindByHref(string href) => _bySha256.Values.FirstOrDefault(artifact => artifact.Href == href);

    public void Remove(Artifact artifact) => _bySha256.TryRemove(artifact.Sha256, out _);
}
