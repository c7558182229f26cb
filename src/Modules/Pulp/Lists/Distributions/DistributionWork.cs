// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Lists.Promotions;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>Follows the plans of a list: each when its base path is free, and promotions until one fails.</summary>
/// <param name="listRun">The run.</param>
/// <param name="order">Which plan waits for which.</param>
/// <param name="served">What some distribution serves already.</param>
internal sealed class DistributionWork(ListRun listRun, BasePathOrder order, HashSet<string> served)
{
    private readonly AllOrNothing _promotions = new();

    /// <param name="plan">What to do.</param>
    /// <param name="skipsExisting">Nothing is done where another distribution serves the same.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">It failed, or another did that it hangs on.</exception>
    public async Task TakeAsync(DistributionPlan plan, bool skipsExisting, CancellationToken ct)
    {
        try
        {
            await order.WaitAsync(plan, ct);
            _promotions.Require(plan.Result);
            await plan.TakeAsync(listRun, skipsExisting ? served : [], ct);
            order.End(plan, null);
        }
        catch (Exception ended) when (ended is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // A bug, too: nobody must wait for a plan that is over.
            var failure = ended as ModuleException ?? ModuleException.OfBug(ended);
            _promotions.Note(plan.Result, failure);
            order.End(plan, failure);
            throw;
        }
    }
}
