// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>
/// The remotes that items of a list make, for those that name one of them: whoever names another item's waits until that is there.
/// Items that make them are begun first.
/// </summary>
internal sealed class RemotesInList(IReadOnlyList<Item> items)
{
    private readonly Dictionary<(string Family, string Remote), TaskCompletionSource<JsonObject?>> _made = items
        .Where(item => !item.Absent && RepositoryPlan.HasRemote(item))
        .Select(item => (item.Family.Name, RepositoryPlan.RemoteName(item)))
        .Distinct()
        .ToDictionary(key => key, _ => new TaskCompletionSource<JsonObject?>(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Whether the list makes the remote that an item names.</summary>
    public bool Makes(Item item) =>
        !item.Absent && item.Get(RepositoryArguments.Remote) is { } remote && _made.ContainsKey((item.Family.Name, remote));

    /// <summary>An item has its remote.</summary>
    public void Made(Item item, JsonObject? remote)
    {
        if (remote is not null && _made.TryGetValue((item.Family.Name, RepositoryPlan.RemoteName(item)), out var made))
        {
            _ = made.TrySetResult(remote);
        }
    }

    /// <summary>The remote that an item names.</summary>
    /// <exception cref="ModuleException">The item that makes it failed.</exception>
    public async Task<JsonObject> OfAsync(Item item, CancellationToken ct)
    {
        var remote = item.Get(RepositoryArguments.Remote)!;
        return await _made[(item.Family.Name, remote)].Task.WaitAsync(ct) ?? throw new ModuleException(
            $"Its remote '{remote}' is not there, since the item that makes it failed. Mend that one first.") { Transient = true };
    }

    /// <summary>When an item is over, nobody waits for its remote any longer.</summary>
    public IDisposable ToldFor(Item item) => new Told(_made.GetValueOrDefault((item.Family.Name, RepositoryPlan.RemoteName(item))));

    private sealed class Told(TaskCompletionSource<JsonObject?>? made) : IDisposable
    {
        public void Dispose() => made?.TrySetResult(null);
    }
}
