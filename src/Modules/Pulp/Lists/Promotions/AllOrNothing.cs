// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Promotions;

/// <summary>Lets promotions pass until one fails: what was not moved need not be put back, and nobody sees it moved.</summary>
internal sealed class AllOrNothing
{
    private FirstFailure? _first;

    /// <exception cref="ModuleException">It is a promotion and another has failed: then that failure is the cause of this one.</exception>
    public void Require(ItemResult result)
    {
        if (result.Promotion is not null && _first is { } first)
        {
            throw new ModuleException($"Not moved, since the promotion of {first.Label} failed.", first.Failure)
            {
                Transient = first.Failure.Transient, Cause = new StoppedPromotion(first.Label),
            };
        }
    }

    /// <summary>Notes that an item failed: the first promotion that does stops those whose turn has not come.</summary>
    public void Note(ItemResult result, ModuleException failure)
    {
        if (result.Promotion is not null)
        {
            _ = Interlocked.CompareExchange(ref _first, new FirstFailure(result.Item.Label, failure), null);
        }
    }

    /// <summary>Whether it failed for another's sake only.</summary>
    public static bool WasStopped(ItemResult result) => result.Failure?.Cause is StoppedPromotion;

    private sealed record FirstFailure(string Label, ModuleException Failure);
}
