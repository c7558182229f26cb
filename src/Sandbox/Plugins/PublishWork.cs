// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Plugins;

/// <summary>Writes a publication's metadata: everything it will serve, by path.</summary>
internal delegate Task<IReadOnlyList<PublishedFile>> PublishWork(
    PulpStore store, Entity publication, RepositoryVersion version, TaskContext task);
