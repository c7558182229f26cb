// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Store;

namespace Sandbox.Plugins;

/// <summary>A sync somebody asked for. Options is the request's body (mirror, sync_policy, skip_types, optimize…).</summary>
internal sealed record SyncRequest(PulpStore Store, Entity Repository, Entity Remote, JsonObject Options)
{
    /// <summary>The kinds of entities by path: the sync of a complete mirror creates a publication.</summary>
    public required IReadOnlyDictionary<string, EntityType> Types { get; init; }

    /// <summary>The remote is of an alternate content source: what it has is nearer, but of no repository.</summary>
    public bool IsAlternate { get; init; }
}
