// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Promotions;

namespace Modules.Tests.Pulp.Lists.Promotions;

/// <summary>Who fails for another's sake only is told by the cause of the failure.</summary>
public sealed class AllOrNothingTests
{
    private readonly AllOrNothing _promotions = new();

    [Fact]
    public void One_that_failed_stops_the_promotions_behind_it_and_nothing_else()
    {
        var (first, second, other) = (Result("a", isPromotion: true), Result("b", isPromotion: true), Result("c", isPromotion: false));
        _promotions.Require(first);
        _promotions.Note(first, new ModuleException("busy") { Transient = true });

        var stopped = Assert.Throws<ModuleException>(() => _promotions.Require(second));
        Assert.Equal(new StoppedPromotion("file 'a'"), stopped.Cause);
        Assert.True(stopped.Transient);
        second.End(stopped);
        Assert.True(AllOrNothing.WasStopped(second));
        _promotions.Require(other);
    }

    [Fact]
    public void What_is_no_promotion_stops_none()
    {
        _promotions.Note(Result("c", isPromotion: false), new ModuleException("busy"));
        _promotions.Require(Result("a", isPromotion: true));
    }

    /// <summary>A failure in other words has the first one inside: it is a failure of its own all the same.</summary>
    [Fact]
    public void A_failure_with_another_inside_was_not_stopped()
    {
        var result = Result("a", isPromotion: true);
        result.End(new ModuleException("refused").Retold("The publication is gone: refused"));
        Assert.False(AllOrNothing.WasStopped(result));
    }

    private static ItemResult Result(string name, bool isPromotion) =>
        new(new Item(Modules.Pulp.Plugins.Families.File, 0, new ArgumentValues(new JsonObject { ["name"] = name })))
        {
            Promotion = isPromotion ? new Promotion("from", "now", Before: null) : null,
        };
}
