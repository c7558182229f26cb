// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>Syncs that the server has not ended: from an aborted run, an attempt whose answer was lost, somebody else's play.</summary>
internal sealed class RunningSyncs
{
    private readonly Dictionary<string, JsonObject> _byRepository = [];

    public static async Task<RunningSyncs> ReadAsync(ListRun listRun, CancellationToken ct)
    {
        var running = new RunningSyncs();
        foreach (var task in await listRun.Pulp
            .ListAsync("tasks/", "state__in=waiting,running&fields=pulp_href,name,state,reserved_resources_record", ct))
        {
            if (IsSync(task))
            {
                foreach (var repository in Resources(task).Where(resource => !IsShared(resource)))
                {
                    running._byRepository[Id(repository)] = task;
                }
            }
        }

        return running;
    }

    /// <summary>The unfinished sync of a repository from this remote; null where there is none.</summary>
    public string? Of(string repository, string remote) =>
        _byRepository.TryGetValue(Id(repository), out var task) && FitsRemote(task, remote) ? (string?)task["pulp_href"] : null;

    private static bool IsSync(JsonObject task) =>
        ((string?)task["name"])?.Split('.')[^1].StartsWith("sync", StringComparison.Ordinal) == true;

    private static List<string> Resources(JsonObject task) =>
        [.. (task["reserved_resources_record"] as JsonArray)?.Select(each => (string?)each).OfType<string>() ?? []];

    /// <summary>Newer servers name the remote as a shared resource; where none is named, any will do.</summary>
    private static bool FitsRemote(JsonObject task, string remote) =>
        Resources(task).Where(resource => IsShared(resource) && resource.Contains("remote", StringComparison.Ordinal)).ToList()
            is var remotes && (remotes.Count == 0 || remotes.Any(resource => Id(resource) == Id(remote)));

    private static bool IsShared(string resource) => resource.StartsWith("shared:", StringComparison.Ordinal);

    /// <summary>Older servers record hrefs, newer ones PRNs: what both end in.</summary>
    private static string Id(string resource) => resource.TrimEnd('/').Split('/', ':')[^1];
}
