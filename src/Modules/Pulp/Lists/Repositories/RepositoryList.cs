// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;
using Modules.Pulp.Session;
using Modules.Pulp.Upstream.Comparisons;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>Repositories with their remotes, converged and synced.</summary>
internal sealed class RepositoryList : IListKind
{
    private static readonly Argument<bool> Sync = Argument.Flag("sync", otherwise: true);

    public string Name => "repositories";

    public IReadOnlyList<Family> Families => Plugins.Families.Served;

    public IReadOnlyList<Argument> Options { get; } =
        [Sync, UpstreamPreflight.Wanted, NameConflicts.OnPushRepository, .. SecretsMarker.Arguments];

    public ArgumentSpec Item(Family family) => new(
    [
        ObjectArguments.Name with { Required = true },
        ObjectArguments.State,
        .. (family.IsCache ? [] : family.Repository.Arguments())
            .Concat(family.Remote.Arguments())
            .Concat(family.SyncOptions.Select(option => option.Argument))
            .Concat(family.IsCache ? Array.Empty<Argument>() : [SyncArguments.Wanted])
            .Where(argument => argument.Name != ObjectArguments.Name.Name)
            .DistinctBy(argument => argument.Name),
    ])
    {
        Lenient = true,
    };

    public async Task<IReadOnlyList<Job>> PlanAsync(ListRun listRun, IReadOnlyList<ItemResult> results, CancellationToken ct)
    {
        var problems = Problems.For(listRun.Run);
        await ReadAsync(listRun.State, results, ct);
        var remotes = new RemotesInList([.. results.Select(result => result.Item)]);
        List<RepositoryPlan> plans = [];
        foreach (var result in results)
        {
            if (await problems.GuardAsync(result.Item, () => PlanAsync(listRun, result, listRun.State, remotes, ct)) is { } plan)
            {
                plans.Add(plan);
            }

            if (result.Item.Get(RemoteArguments.Url) is { Length: > 0 } url && !url.Contains("://", StringComparison.Ordinal)
                && !url.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            {
                problems.Warn(
                    result.Item,
                    $"Write https:// (or http://) before the url of {result.Item.Label}: it has no scheme, and no sync finds it.");
            }
        }

        NameClaims.Repeated(plans.SelectMany(plan => plan.Claims), problems);
        var pushed = await NameConflicts.FindAsync(listRun, plans, problems, ct);
        var remoteNames = plans.SelectMany(plan => plan.Claims).Where(claim => claim.Entity == claim.Item.Family.Remote);
        await NameClaims.TakenAsync(listRun, remoteNames, plans.SelectMany(plan => plan.Removed).ToHashSet(), problems, ct);
        var preflight = listRun.Run.Get(UpstreamPreflight.Wanted)
            ? new UpstreamPreflight(plans.Where(plan => plan.UsesLogin && plan.CanBeAskedHere).Select(plan => plan.Upstream!))
            : null;
        if (preflight is not null)
        {
            await preflight.AskAllAsync(problems, tells: !listRun.Pulp.Writes || listRun.Run.Get(Problems.Strict), ct);
            await UnmatchedFilters.TellAsync(
                plans.Where(plan => plan.SyncOptions is not null && plan.CanBeAskedHere).Select(plan => plan.Upstream!), problems, ct);
        }

        await StillServed.TellAsync(
            listRun,
            [.. plans.SelectMany(plan => plan.Removed.Select(href => (plan.Result.Item, href)))],
            problems,
            ct);

        problems.Throw();
        var running = listRun.Pulp.Writes && plans.Any(plan => plan.MayBeRunning)
            ? await RunningSyncs.ReadAsync(listRun, ct)
            : new RunningSyncs();
        var upstreams = new UpstreamComparison(listRun.Pulp);
        return [.. plans.OrderBy(plan => plan.WaitsForRemote).Select(plan => new Job(plan.Result, async stop =>
        {
            using var told = remotes.ToldFor(plan.Result.Item);
            if (preflight is not null && listRun.Pulp.Writes && plan.Upstream is { } upstream)
            {
                await preflight.RequireAsync(upstream, stop);
            }

            var now = pushed.TryGetValue(plan.Result.Item.Name, out var push)
                ? await SolvedAsync(listRun, plan, push, remotes, stop)
                : plan;
            await now.TakeAsync(listRun, running, remotes, preflight, upstreams, stop);
        }))];
    }

    /// <summary>The plan as it is when the push repository is out of the way: migrated, it is there already.</summary>
    private static async Task<RepositoryPlan> SolvedAsync(
        ListRun listRun, RepositoryPlan plan, JsonObject push, RemotesInList remotes, CancellationToken ct)
    {
        await NameConflicts.SolveAsync(listRun, push, plan.Result, ct);
        if (!listRun.Pulp.Writes)
        {
            return plan;
        }

        var fresh = new BulkState(listRun.Pulp) { IsStrict = listRun.State.IsStrict };
        await ReadAsync(fresh, [plan.Result], ct);
        return await PlanAsync(listRun, plan.Result, fresh, remotes, ct);
    }

    private static Task<RepositoryPlan> PlanAsync(
        ListRun listRun, ItemResult result, BulkState state, RemotesInList remotes, CancellationToken ct) =>
        RepositoryPlan.OfAsync(result, state, remotes, listRun.Run, listRun.Run.Get(Sync), ct);

    private static async Task ReadAsync(BulkState state, IReadOnlyList<ItemResult> results, CancellationToken ct)
    {
        var references = new ReferenceCollector();
        foreach (var family in results.GroupBy(result => result.Item.Family))
        {
            var (repository, remote) = (family.Key.Repository, family.Key.Remote);
            await state.ReadAsync(
                repository.Path, family.Where(_ => !family.Key.IsCache).Select(result => result.Item.Name), repository.ApiNames, ct);
            await state.ReadAsync(
                remote.Path,
                family.Where(result => RepositoryPlan.HasRemote(result.Item)).Select(result => RepositoryPlan.RemoteName(result.Item)),
                remote.ApiNames,
                ct);
            foreach (var result in family.Where(result => !result.Item.Absent))
            {
                references.Collect(family.Key.IsCache ? [] : repository.Fields, result.Item.Values);
            }
        }

        await state.ReadAsync(references, ct);
    }
}
