// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>What a task needs for itself, and what it shares with others of its kind (prns, as Pulp records them).</summary>
internal sealed record ResourceLocks(IReadOnlyList<string> Exclusive, IReadOnlyList<string> Shared)
{
    /// <summary>As reserved_resources_record shows them.</summary>
    public IEnumerable<string> Record => [.. Exclusive, .. Shared.Select(resource => $"shared:{resource}")];
}
