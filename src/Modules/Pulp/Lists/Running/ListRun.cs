// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Session;
using Modules.Pulp.Tasks;

namespace Modules.Pulp.Lists.Running;

/// <summary>One run of a list module: the server, what is known of it, and how hard it may be pushed.</summary>
internal sealed class ListRun : IAsyncDisposable
{
    private static readonly Version AsksTasksByHref = new(3, 24);
    private static readonly TimeSpan LogoutPatience = TimeSpan.FromSeconds(5);

    private ListRun(PulpSession pulp, Invocation run, JsonNode status, ServerVersions versions)
    {
        Run = run;
        Workers = status["online_workers"] is JsonArray { Count: > 0 } workers ? workers.Count : 1;
        Limit = ListOptions.Limit(run);
        Throttle = new SyncThrottle(Workers, Limit);
        Versions = versions;
        Tasks = new SharedTaskWaiter(pulp.Api, Throttle, Connection.Patience(run), Versions.Has("core", AsksTasksByHref));
        Pulp = pulp.With(Tasks);
        State = new BulkState(Pulp) { IsStrict = run.Get(Problems.Strict) };
    }

    public PulpSession Pulp { get; }

    public Invocation Run { get; }

    public BulkState State { get; }

    public SharedTaskWaiter Tasks { get; }

    public SyncThrottle Throttle { get; }

    /// <summary>Task workers of the server.</summary>
    public int Workers { get; }

    public int? Limit { get; }

    /// <summary>How many items are worked on at a time. What they send at a time the connection
    /// bounds, see <see cref="Connection"/>.</summary>
    public int Degree => Limit ?? Math.Clamp(22 * Workers, 16, 256);

    public ServerVersions Versions { get; }

    public static async Task<ListRun> OpenAsync(PulpSession pulp, Invocation run, CancellationToken ct)
    {
        if (pulp.Writes)
        {
            await pulp.Api.Login!.BeginAsync(pulp.Api, ct);
        }

        return new ListRun(pulp, run, await pulp.StatusAsync(ct), await pulp.VersionsAsync(ct));
    }

    /// <summary>The session for one item: its tasks are told of under its label.</summary>
    public PulpSession PulpFor(Item item) => Pulp.With(Tasks.For(item.Label));

    /// <summary>Takes a step of an item and notes what it did.</summary>
    public async Task<Outcome> TakeAsync(Entity entity, ConvergeStep step, ItemResult result, CancellationToken ct)
    {
        var path = entity.PathFor(result.Item.Values);
        try
        {
            var outcome = await PulpFor(result.Item).TakeAsync(entity, path, step, ct);
            result.Did(entity, outcome);
            return outcome;
        }
        catch (ModuleException refused)
        {
            throw await ConcurrentChange.OrAsync(refused, Pulp, entity.Noun, path, step, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(LogoutPatience);
        await Pulp.Api.Login!.EndAsync(Pulp.Api, patience.Token);
    }
}
