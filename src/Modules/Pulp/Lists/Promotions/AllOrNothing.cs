using ModuleHost;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Promotions;

/// <summary>Lets promotions pass until one fails: what was not moved need not be put back, and nobody sees it moved.</summary>
internal sealed class AllOrNothing
{
    private Setback? _first;

    /// <summary>Moves an item, unless it is a promotion and another has failed.</summary>
    /// <exception cref="ModuleException">It failed, or another did: then that failure is the cause of this one.</exception>
    public async Task PassAsync(ItemResult result, Func<Task> move)
    {
        if (result.Promotion is not null && _first is { } first)
        {
            throw new ModuleException(
                $"Not moved, since the promotion of {first.Label} failed.", first.Failure)
            {
                Transient = first.Failure.Transient, Cause = new StoppedPromotion(first.Label),
            };
        }

        try
        {
            await move();
        }
        catch (ModuleException failure) when (result.Promotion is not null)
        {
            _ = Interlocked.CompareExchange(ref _first, new Setback(result.Item.Label, failure), null);
            throw;
        }
    }

    /// <summary>Whether it failed for another's sake only.</summary>
    public static bool WasStopped(ItemResult result) => result.Failure?.Cause is StoppedPromotion;

    private sealed record Setback(string Label, ModuleException Failure);
}
