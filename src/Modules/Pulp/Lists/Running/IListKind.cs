// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Running;

/// <summary>What one of the list modules does with its items; everything else is the same for all, see <see cref="ListModule"/>.</summary>
internal interface IListKind
{
    /// <summary>The module's name.</summary>
    string Name { get; }

    /// <summary>The lists it takes.</summary>
    IReadOnlyList<Family> Families { get; }

    /// <summary>Its own options beside the lists.</summary>
    IReadOnlyList<Argument> Options { get; }

    /// <summary>The options of an item.</summary>
    ArgumentSpec Item(Family family);

    /// <summary>Reads in bulk and decides what is to be done for each item. Writes nothing.</summary>
    /// <param name="listRun">The run.</param>
    /// <param name="results">One for each item that is to be worked on.</param>
    /// <param name="ct">Stops it.</param>
    Task<IReadOnlyList<Job>> PlanAsync(ListRun listRun, IReadOnlyList<ItemResult> results, CancellationToken ct);

    /// <summary>What an item is about: two items of one list with the same are about the same object.</summary>
    string? Identity(Item item) => item.Name;

    /// <summary>The same for messages, as in "both are about …".</summary>
    string IdentityWords(Item item) => $"'{item.Name}'";

    /// <summary>What only one item can have, such as a base path; null where there is no such thing.</summary>
    string? Claim(Item item) => null;

    /// <summary>Items that come from elsewhere than the lists.</summary>
    IEnumerable<Item> MoreItems(Invocation run) => [];

    /// <summary>Its own result keys.</summary>
    JsonObject Extras(IReadOnlyList<ItemResult> results) => [];

    /// <summary>After the last attempt, failed or not.</summary>
    Task ConcludeAsync(ListRun listRun, IReadOnlyList<ItemResult> results, CancellationToken ct) => Task.CompletedTask;
}
