// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Reporting;

namespace Modules.Tests.Pulp.Lists.Items;

/// <summary>What became of an item is told by types; words are made where it is shown.</summary>
public sealed class ItemResultTests
{
    private static readonly Item Item = new(Modules.Pulp.Plugins.Families.File, 0, new ArgumentValues(new JsonObject { ["name"] = "a" }));

    /// <summary>Interrupted while it is tried again, it is neither done nor failed: a promotion beside it is to be put back.</summary>
    [Fact]
    public void One_that_is_tried_again_is_not_over()
    {
        var result = new ItemResult(Item);
        Assert.Equal(ItemState.Waiting, result.State);
        result.Begin();
        result.End(new ModuleException("busy") { Transient = true });
        Assert.True(result.IsOver);
        result.Begin();
        Assert.Equal((ItemState.Running, false), (result.State, result.IsOver));
        result.End(null);
        Assert.Equal(ItemState.Done, result.State);
    }

    [Fact]
    public void One_that_another_overrides_is_over()
    {
        var result = new ItemResult(Item);
        result.Override(Item with { Index = 1 });
        Assert.Equal((ItemState.Overridden, true), (result.State, result.IsOver));
        Assert.Equal("overridden", (string?)ItemView.Of(result)["action"]);
    }

    [Fact]
    public void All_actions_have_words_of_their_own()
    {
        var words = Enum.GetValues<ItemAction>().Select(Shown).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.Equal("none", (string?)ItemView.Of(new ItemResult(Item))["action"]);
    }

    /// <summary>What happened beside a sync says nothing about what a sync would bring.</summary>
    [Fact]
    public void What_is_foreseen_is_counted_by_action()
    {
        ItemResult[] results =
        [
            Did(ItemAction.Created, ItemAction.WouldSync), Did(ItemAction.MaySync), Did(ItemAction.NothingToSync), Did(ItemAction.Synced),
        ];
        Assert.Equal("would sync: 1 of 3 file repositories have something new, of 1 it is not known", Summary.Foreseen(results));
        Assert.Null(Summary.Foreseen([Did(ItemAction.Created), Did(ItemAction.PushRepositoryMigrated), Did(ItemAction.WaitedForSync)]));
    }

    private static ItemResult Did(params ItemAction[] actions)
    {
        var result = new ItemResult(Item);
        Array.ForEach(actions, action => result.Did(action, changed: false));
        return result;
    }

    private static string Shown(ItemAction action) => (string)ItemView.Of(Did(action))["action"]!;
}
