using System.Diagnostics;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Lists;

/// <summary>
/// A module that works off whole lists in one process: reads in bulk, validates everything before it writes anything, works on
/// many items at a time, and retries what failed for a passing cause.
/// </summary>
internal sealed class ListModule(IListKind kind) : IModule
{
    private readonly IReadOnlyList<(Engine.Family Family, Argument<IReadOnlyList<JsonObject>?> List)> _lists =
        [.. kind.Families.Select(family => (family, Argument.MappingList(family.Name, kind.Item(family))))];

    public string Name => kind.Name;

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => field ??= new([.. Connection.Arguments([]), .. ListOptions.All, .. kind.Options, .. _lists.Select(list => list.List)]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var results = Results(run);
        if (results.Count == 0)
        {
            return new ModuleResult(false) { Values = new JsonObject { ["results"] = new JsonArray(), ["summary"] = new JsonObject { ["items"] = 0 } } };
        }

        using var pulp = Connection.Open(run);
        await using var train = await Train.OpenAsync(pulp, run, ct);
        using var progress = train.Progress = Progress.Open(run, Name, results);
        train.Board.Seen = progress.Sees;
        try
        {
            await WorkAsync(train, results, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            var aborted = await Abortion.OfAsync(train, kind, results);
            progress.Tell("aborted", new JsonObject { ["msg"] = aborted.Message });
            throw aborted;
        }
        catch (ModuleException refused)
        {
            progress.Tell("aborted", new JsonObject { ["msg"] = refused.Message });
            throw;
        }
        finally
        {
            AlikeWarnings.Join(run.Warnings);
        }

        await kind.ConcludeAsync(train, results, ct);
        var values = Summary.Values(train, results, clock.Elapsed, kind.Extras(results));
        if (run.CheckMode && results.All(result => result.Failure is null) && Summary.Foreseen(results) is { } foreseen)
        {
            values["msg"] = foreseen;
        }

        progress.Tell("finish", values["summary"]!.DeepClone().AsObject());
        Report.Write(run, Name, values);
        var changed = results.Any(result => result.Changed);
        return results.Any(result => result.Failure is not null)
            ? throw new ModuleException(Causes.Message(results)) { Changed = changed, Details = values }
            : new ModuleResult(changed) { Values = values, Difference = run.DiffMode ? Summary.Difference(results) : null };
    }

    /// <summary>One for each item of the lists, also for those that others override.</summary>
    private List<ItemResult> Results(Invocation run)
    {
        List<Item> items = [.. _lists.SelectMany(list => (run.Get(list.List) ?? []).Select((values, index) => new Item(list.Family, index, values))), .. kind.MoreItems(run)];
        var problems = Problems.For(run);
        List<ItemResult> results = [];
        foreach (var (item, overriddenBy) in RepeatedItems.Resolve(items, kind, problems))
        {
            var result = new ItemResult(item, run.DiffMode);
            if (overriddenBy is not null)
            {
                result.Override(overriddenBy);
            }

            results.Add(result);
        }

        problems.Throw();
        return results;
    }

    private async Task WorkAsync(Train train, List<ItemResult> results, CancellationToken ct)
    {
        List<ItemResult> open = [.. results.Where(result => !result.Done)];
        for (var attempt = 0; open.Count > 0 && attempt <= train.Run.Get(ListOptions.Retries); attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), ct);
            }

            await AttemptAsync(train, open, isFirst: attempt == 0, ct);
            open = [.. open.Where(result => result.Failure?.Transient == true)];
        }
    }

    private async Task AttemptAsync(Train train, IReadOnlyList<ItemResult> open, bool isFirst, CancellationToken ct)
    {
        IReadOnlyList<Job> jobs;
        try
        {
            jobs = await kind.PlanAsync(train, open, ct);
        }
        catch (ModuleException failure) when (failure.Transient || !isFirst)
        {
            // The items keep a cause of their own, and what others did is still told.
            open.ToList().ForEach(result => result.End(failure));
            return;
        }

        await Parallel.ForEachAsync(
            Taken(new Queue<Job>(jobs)),
            new ParallelOptions { MaxDegreeOfParallelism = train.Degree, CancellationToken = ct },
            async (job, stop) => await RunAsync(train, job, stop));
    }

    /// <summary>Each job once: what was planned for an item goes when the item is done.</summary>
    private static IEnumerable<Job> Taken(Queue<Job> jobs)
    {
        while (jobs.TryDequeue(out var job))
        {
            yield return job;
        }
    }

    private static async Task RunAsync(Train train, Job job, CancellationToken ct)
    {
        TaskBoard.WaitsFor(job.Result.Item.Label);
        job.Result.Begin();
        train.Progress?.Begins(job.Result);
        try
        {
            await job.RunAsync(ct);
            job.Result.End(null);
        }
        catch (ModuleException failure)
        {
            job.Result.End(failure);
        }

        train.Progress?.Ends(job.Result);
    }
}
