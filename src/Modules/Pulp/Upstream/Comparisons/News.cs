// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>Whether a sync would bring anything.</summary>
/// <param name="Any">Yes, no, or null where it cannot be known without syncing.</param>
/// <param name="Why">In words.</param>
internal sealed record News(bool? Any, string Why)
{
    public static News Unknown(string why) => new(null, $"Whether the upstream has anything new is not known: {why}");
}
