// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Reporting;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists;

/// <summary>What is left at the server when the run is interrupted: left alone, or canceled.</summary>
internal static class InterruptedRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7); // the host answers for us after ten

    /// <summary>The answer to the interruption.</summary>
    public static async Task<ModuleException> OfAsync(ListRun listRun, IListKind kind, IReadOnlyList<ItemResult> results)
    {
        using var patience = new CancellationTokenSource(Patience);
        var open = listRun.Tasks.Open;
        var left = listRun.Run.Get(ListOptions.OnAbort) == "cancel" ? await CancelAsync(listRun, open, patience.Token) : open;
        await ConcludeAsync(listRun, kind, results, patience.Token);
        var canceled = open.Count - left.Count;
        var message = $"Interrupted after {results.Count(result => result.IsOver)} of {results.Count} items."
            + (canceled > 0 ? $" {canceled} tasks were canceled." : "")
            + (
                left.Count > 0
                    ? $" {left.Count} tasks go on in Pulp; running again waits for them instead of starting them twice: "
                        + $"{string.Join(", ", left.Take(10))}."
                    : "")
            + " Running the same task again continues from the state of the server.";
        return new ModuleException(message)
        {
            Changed = results.Any(result => result.Changed),
            Details = new JsonObject
            {
                ["results"] = Summary.Results([.. results.Where(result => result.IsOver)], ListOptions.ShowsAll(listRun.Run)),
            },
        };
    }

    private static async Task ConcludeAsync(ListRun listRun, IListKind kind, IReadOnlyList<ItemResult> results, CancellationToken ct)
    {
        try
        {
            await kind.ConcludeAsync(listRun, results, ct);
        }
        catch (OperationCanceledException)
        {
            // The answer is due; the next run goes on from what is there.
        }
    }

    private static async Task<IReadOnlyList<string>> CancelAsync(ListRun listRun, IReadOnlyList<string> open, CancellationToken ct)
    {
        List<string> left = [];
        foreach (var href in open.Reverse()) // those still waiting first, lest they begin meanwhile
        {
            try
            {
                _ = await listRun.Pulp.WriteAsync(HttpMethod.Patch, href, new JsonObject { ["state"] = "canceled" }, ct);
            }
            catch (Exception failure) when (failure is ModuleException or OperationCanceledException)
            {
                left.Add(href);
            }
        }

        return left;
    }
}
