// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Plugins;

/// <summary>Brings a repository up to date with its upstream: the new version it created, or null when nothing changed.</summary>
internal delegate Task<RepositoryVersion?> SyncWork(SyncRequest request, TaskContext task);
