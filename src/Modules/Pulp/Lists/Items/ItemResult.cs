// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Content;
using Modules.Pulp.Entities;

namespace Modules.Pulp.Lists.Items;

/// <summary>What became of one item; filled while it is worked on, kept over retries.</summary>
/// <param name="item">What is worked on.</param>
/// <param name="showsChanges">Whether a diff is asked for.</param>
internal sealed class ItemResult(Item item, bool showsChanges = false)
{
    private readonly List<ItemAction> _actions = [];
    private readonly Stopwatch _clock = new();

    public Item Item => item;

    public bool Changed { get; private set; }

    public ModuleException? Failure { get; private set; }

    public ItemState State { get; private set; }

    /// <summary>Nothing is left to do for it, unless it is tried again.</summary>
    public bool IsOver => State is ItemState.Done or ItemState.Failed or ItemState.Overridden;

    public string? Message { get; set; }

    public string? RepositoryVersion { get; set; }

    public string? Task { get; set; }

    /// <summary>A sync was made, or waited for.</summary>
    public bool Synced { get; set; }

    /// <summary>The sync brought something.</summary>
    public bool NewVersion { get; set; }

    /// <summary>That a login was replaced, for the message of what fails after it; null where none was.</summary>
    public string? NewLogin { get; set; }

    /// <summary>Set where a distribution is moved to what another serves.</summary>
    public Promotion? Promotion { get; set; }

    /// <summary>How what is served changes; null where that was not asked for, or does not change.</summary>
    public ContentChange? Content { get; set; }

    /// <summary>Result keys of one kind of list only.</summary>
    public JsonObject Details { get; } = [];

    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>By what was changed, for the diff and for promotions; else a first run would keep all it creates.</summary>
    public Dictionary<string, Outcome> Outcomes { get; } = [];

    /// <summary>In the order in which they were done, each once.</summary>
    public IReadOnlyList<ItemAction> Actions => _actions;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    public void Begin()
    {
        (State, Failure) = (ItemState.Running, null);
        Attempts++;
        _clock.Start();
    }

    public void End(ModuleException? failure)
    {
        _clock.Stop();
        (State, Failure) = (failure is null ? ItemState.Done : ItemState.Failed, failure);
    }

    /// <summary>A later item of the list has the last word on the same object: nothing is done for this one.</summary>
    public void Override(Item by)
    {
        (State, Message) = (ItemState.Overridden, $"Overridden by {by.Place}, which is about the same.");
        _actions.Add(ItemAction.Overridden);
    }

    public void Did(ItemAction action, bool changed)
    {
        Changed |= changed;
        if (!_actions.Contains(action))
        {
            _actions.Add(action);
        }
    }

    /// <summary>Takes over what a step did.</summary>
    /// <param name="entity">The kind of object.</param>
    /// <param name="outcome">What was done, or would be.</param>
    public void Did(Entity entity, Outcome outcome)
    {
        if (outcome.Changed)
        {
            Did(
                outcome switch { { Before: null } => ItemAction.Created, { After: null } => ItemAction.Deleted, _ => ItemAction.Updated },
                changed: true);
            if (!showsChanges && Promotion is null)
            {
                return;
            }

            Outcomes[$"{entity.Noun} '{(outcome.After ?? outcome.Before)?["name"] ?? item.Name}'"] = new Outcome(
                true, View.Of(entity, outcome.Before), View.Of(entity, Comparable(outcome.Before, outcome.After)));
        }
    }

    /// <summary>What was done is undone.</summary>
    public void PutBack(string why)
    {
        (Changed, Message, Content) = (false, why, null);
        _actions.Add(ItemAction.PutBack);
        Outcomes.Clear();
    }

    /// <summary>A list reads only the fields it decides by, a write answers with all: a diff compares those of both sides.</summary>
    private static JsonObject? Comparable(JsonObject? before, JsonObject? after) => before is null || after is null ? after
        : new JsonObject(
            after.Where(pair => before.ContainsKey(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
