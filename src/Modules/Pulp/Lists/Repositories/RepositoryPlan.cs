// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;
using Modules.Pulp.Tasks;
using Modules.Pulp.Upstream;
using Modules.Pulp.Upstream.Comparisons;
using Modules.Rules;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>What is to be done for one repository, its remote and its content.</summary>
/// <param name="State">What it was planned from.</param>
/// <param name="Result">Where it is told.</param>
/// <param name="Repository">The step for the repository.</param>
/// <param name="Remote">The step for the remote; null where the item says nothing of one.</param>
/// <param name="SyncOptions">What the sync is told; null for no sync.</param>
internal sealed record RepositoryPlan(
    BulkState State, ItemResult Result, ConvergeStep Repository, ConvergeStep? Remote, JsonObject? SyncOptions)
{
    private Family Family => Result.Item.Family;

    /// <summary>What the item says of its upstream; null where it names none.</summary>
    public UpstreamRemote? Upstream { get; private init; }

    /// <summary>Whether the upstream can be asked from here as the server will.</summary>
    public bool CanBeAskedHere { get; private init; }

    /// <summary>A sync will use the login, or the remote that others sync from and production may download with gets it.</summary>
    public bool UsesLogin => SyncOptions is not null || Remote is ConvergeStep.Update;

    /// <summary>The repository shall have a remote that an item of the list makes: it gets it when that is there.</summary>
    private bool TiesRemote { get; init; }

    /// <summary>Another item makes the remote that the repository shall have.</summary>
    public bool WaitsForRemote => TiesRemote && Result.Item.Get(RepositoryArguments.Remote) != RemoteName(Result.Item);

    /// <summary>Both exist: a sync may run already.</summary>
    public bool MayBeRunning => SyncOptions is not null && Repository is not ConvergeStep.Create && Remote is not ConvergeStep.Create;

    /// <summary>The hrefs of the repository and of the remote where they are removed.</summary>
    public IEnumerable<string> Removed => Repository.Removed.Concat(Remote?.Removed ?? []);

    /// <summary>The names that its repository and its remote would newly take.</summary>
    public IEnumerable<NameClaim> Claims
    {
        get
        {
            if (Repository is ConvergeStep.Create)
            {
                yield return new NameClaim(Result.Item, Family.Repository, Result.Item.Name);
            }

            if (Remote is ConvergeStep.Create)
            {
                yield return new NameClaim(Result.Item, Family.Remote, RemoteName(Result.Item));
            }
        }
    }

    public static bool HasRemote(Item item) => item.Absent || item.Has(RemoteArguments.Url);

    public static string RemoteName(Item item) => item.Family.IsCache ? item.Name : item.Name + "-remote";

    /// <exception cref="ModuleException">It cannot be done.</exception>
    public static async Task<RepositoryPlan> OfAsync(
        ItemResult result, BulkState state, RemotesInList remotes, Invocation run, bool sync, CancellationToken ct)
    {
        var item = result.Item;
        var known = HasRemote(item) ? state.Find(item.Family.Remote.Path, RemoteName(item)) : null;
        var ties = remotes.Makes(item) && state.Find(item.Family.Remote.Path, item.Get(RepositoryArguments.Remote)!) is null;
        var own = ties ? item.Values.Without(RepositoryArguments.Remote) : item.Values;
        var repository = item.Family.IsCache
            ? new ConvergeStep.Stay(null)
            : await StepAsync(item.Family.Repository, item, own, state.Find(item.Family.Repository.Path, item.Name), state, ct);
        ConvergeStep? remote = null;
        if (HasRemote(item))
        {
            var values = item.Values.With(ObjectArguments.Name, RemoteName(item));
            if (item.Family.UpstreamName is { } upstream && !values.Has(upstream))
            {
                values = values.With(upstream, item.Name);
            }

            remote = await StepAsync(item.Family.Remote, item, values, known, state, ct);
        }

        return new RepositoryPlan(state, result, repository, remote, await SyncAsync(item, sync, repository, state, ct))
        {
            Upstream = item.Has(RemoteArguments.Url) ? UpstreamRemote.Of(item, run) : null,
            CanBeAskedHere = item.Has(RemoteArguments.Url) && !HiddenSecrets.Are(known, item),
            TiesRemote = ties,
        };
    }

    /// <summary>Takes the steps. A repository goes before its remote, as it comes before it.</summary>
    public async Task TakeAsync(
        ListRun listRun,
        RunningSyncs running,
        RemotesInList remotes,
        UpstreamPreflight? preflight,
        UpstreamComparison upstreams,
        CancellationToken ct)
    {
        var others = WaitsForRemote ? await remotes.OfAsync(Result.Item, ct) : null; // before others are kept waiting
        if (SyncOptions is not { } options)
        {
            _ = await PrepareAsync(listRun, others, remotes, ct);
        }
        else
        {
            var (repository, remote) = await listRun.Throttle.Preparations.PassAsync(() => PrepareAsync(listRun, others, remotes, ct), ct);

            NewLogin.Note(Result, RemoteName(Result.Item), Remote, remote);
            try
            {
                // A sync from the remote as it was before would not bring what is wanted now.
                await SyncAsync(
                    listRun,
                    repository!,
                    (string?)remote?.After?["pulp_href"],
                    options,
                    remote?.Changed == true ? null : running,
                    preflight,
                    upstreams,
                    ct);
            }
            catch (ModuleException failure) when (Result.NewLogin is { } stored)
            {
                throw failure.Retold($"{failure.Message} {stored}");
            }
        }
    }

    private async Task<(JsonObject? Repository, Outcome? Remote)> PrepareAsync(
        ListRun listRun, JsonObject? others, RemotesInList remotes, CancellationToken ct)
    {
        var repository = Family.IsCache
            ? null
            : (await listRun.TakeAsync(Family.Repository, AsFound(Repository, Family.Repository, Result.Item.Name), Result, ct)).After;
        Result.RepositoryVersion = (string?)repository?["latest_version_href"];
        var remote = Remote is null
            ? null
            : await listRun.TakeAsync(Family.Remote, AsFound(Remote, Family.Remote, RemoteName(Result.Item)), Result, ct);
        remotes.Made(Result.Item, remote?.After);
        if (TiesRemote && (others ?? remote?.After) is { } made)
        {
            var tie = new ConvergeStep.Update(repository!, new JsonObject { ["remote"] = (string?)made["pulp_href"] }, Unsure: false);
            repository = (await listRun.TakeAsync(Family.Repository, tie, Result, ct)).After;
        }

        return (repository, remote);
    }

    /// <summary>What stays as it is is looked up again when its turn comes: thousands would wait for theirs else.</summary>
    private ConvergeStep AsFound(ConvergeStep step, Entity entity, string name) =>
        step is ConvergeStep.Stay ? new ConvergeStep.Stay(State.Find(entity.Path, name)) : step;

    private async Task SyncAsync(
        ListRun listRun,
        JsonObject repository,
        string? remote,
        JsonObject options,
        RunningSyncs? running,
        UpstreamPreflight? preflight,
        UpstreamComparison upstreams,
        CancellationToken ct)
    {
        if (!listRun.Pulp.Writes)
        {
            var news = await upstreams.OfAsync(Upstream, Repository is ConvergeStep.Create ? null : repository, ct);
            var foreseen = news.Any switch { true => ItemAction.WouldSync, false => ItemAction.NothingToSync, null => ItemAction.MaySync };
            Result.Did(foreseen, changed: news.Any == true);
            Result.Message = news.Why;
            return;
        }

        var body = options.DeepClone().AsObject();
        body["remote"] = remote ?? (string?)repository["remote"];
        var href = (string)repository["pulp_href"]!;
        var pulp = listRun.PulpFor(Result.Item);
        var adopted = running?.Of(href, (string?)body["remote"] ?? "");
        var task = adopted is not null ? await pulp.Tasks.CompleteAsync(adopted, ct)
            : preflight is null || !CanBeAskedHere ? await StartAsync()
            : await preflight.GuardAsync(Upstream!, StartAsync, ct);
        var version = SyncModule.Version(task, href + "versions/");
        Result.Task = (string?)task?["pulp_href"];
        Result.RepositoryVersion = version ?? Result.RepositoryVersion;
        (Result.Synced, Result.NewVersion) = (true, SyncModule.Made(task));
        SyncModule.TellEmpty(listRun.Pulp, Result.Item.Label, Result.RepositoryVersion);
        Result.Did(adopted is not null ? ItemAction.WaitedForSync : ItemAction.Synced, changed: SyncModule.Made(task));

        // Whatever the upstream's trouble was, the next try may not have it: the older roles tried every failed sync again.
        async Task<JsonObject?> StartAsync()
        {
            try
            {
                return await listRun.Throttle.Syncs.PassAsync(() => pulp.ActAsync(href + "sync/", body, ct), ct);
            }
            catch (ModuleException failure) when (failure is { Cause: FailedTask, Transient: false })
            {
                var advice = failure.Cause is FailedTask { Fault: TaskFault.UpstreamRefuses }
                    ? $"Check {Result.Item.Names.OfItem("remote_username", "remote_password")}: "
                    : "";
                throw failure.Retold(advice + failure.Message, isTransient: true);
            }
        }
    }

    private static async Task<ConvergeStep> StepAsync(
        Entity entity, Item item, ArgumentValues values, JsonObject? found, BulkState state, CancellationToken ct)
    {
        var desired = item.Absent
            ? new Desired(new JsonObject { ["name"] = KeptText.Of(values.Get(ObjectArguments.Name)!) }, [])
            : await state.KnownAsync(item, entity, found, await Desired.OfAsync(entity, values, state, ct), ct);
        var step = ConvergeStep.Toward(entity, item.Absent ? "absent" : "present", found is null ? [] : [found], desired);
        return step is ConvergeStep.Stay ? new ConvergeStep.Stay(null) : step; // see AsFound
    }

    private static async Task<JsonObject?> SyncAsync(Item item, bool sync, ConvergeStep repository, BulkState state, CancellationToken ct)
    {
        if (item.Family.IsCache || item.Absent || !(item.Get(SyncArguments.Wanted) ?? (sync && item.Has(RemoteArguments.Url))))
        {
            return null;
        }

        if (item.Get(RemoteArguments.Url) is null
            && item.Get(RepositoryArguments.Remote) is null
            && state.Find(item.Family.Repository.Path, item.Name)?["remote"] is null)
        {
            throw new ModuleException("sync is asked for, but there is neither a url nor a remote. Give one.");
        }

        var options = new JsonObject();
        foreach (var option in item.Family.SyncOptions)
        {
            await option.AddAsync(options, item.Values, state, ct);
        }

        var result = repository is ConvergeStep.Stay
            ? state.Find(item.Family.Repository.Path, item.Name) ?? []
            : Resulting.Of(item.Family.Repository, repository);
        return item.Family.SyncRule?.Invoke(options, result) is { } complaint ? throw new ModuleException(complaint) : options;
    }
}
