// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Messages;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Reporting;
using Modules.Pulp.Lists.Running;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists;

/// <summary>
/// A module that works off whole lists in one process: reads in bulk, validates everything before it writes anything, works on
/// many items at a time, and retries what failed for a passing cause.
/// </summary>
internal sealed class ListModule(IListKind kind) : IModule
{
    private readonly IReadOnlyList<(Family Family, Argument<IReadOnlyList<ArgumentValues>?> List)> _lists =
        [.. kind.Families.Select(family => (family, Argument.MappingList(family.Name, kind.Item(family))))];

    public string Name => kind.Name;

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments =>
        field ??= new(
            [
                .. Connection.Arguments([]),
                .. ListOptions.All,
                Progress.File,
                Report.File,
                .. kind.Options,
                .. _lists.Select(list => list.List),
            ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var results = Results(run);
        if (results.Count == 0)
        {
            return new ModuleResult(false)
            {
                Values = new JsonObject
                {
                    ["results"] = new JsonArray(), ["summary"] = new JsonObject { ["total"] = 0 }, ["collection"] = Collection.Answering,
                },
            };
        }

        using var pulp = Connection.Open(run);
        await using var listRun = await ListRun.OpenAsync(pulp, run, ct);
        using var progress = Progress.Open(run, Name, results);
        listRun.Tasks.Seen = progress.Sees;
        try
        {
            await WorkAsync(listRun, results, progress, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            var interrupted = await InterruptedRun.OfAsync(listRun, kind, results);
            progress.Tell("aborted", new JsonObject { ["msg"] = interrupted.Message });
            throw interrupted;
        }
        catch (ModuleException refused)
        {
            progress.Tell("aborted", new JsonObject { ["msg"] = refused.Message });
            throw;
        }
        finally
        {
            RepeatedWarnings.Join(run.Warnings);
        }

        await kind.ConcludeAsync(listRun, results, ct);
        var values = Summary.Values(listRun, results, clock.Elapsed, kind.Extras(results));
        if (results.All(result => result.Failure is null))
        {
            values["msg"] = Sentence.Of(Name, results, run.CheckMode, clock.Elapsed, run.CheckMode ? Summary.Foreseen(results) : null);
        }

        progress.Tell("finish", values["summary"]!.DeepClone().AsObject());
        Report.Write(run, Name, values);
        values["results"] = Summary.Results(results, ListOptions.ShowsAll(run));
        var changed = results.Any(result => result.Changed);
        return results.Any(result => result.Failure is not null)
            ? throw new ModuleException(FailureSummary.Message(results)) { Changed = changed, Details = values }
            : new ModuleResult(changed) { Values = values, Difference = run.DiffMode ? Summary.Difference(results) : null };
    }

    /// <summary>One for each item of the lists, also for those that others override.</summary>
    private List<ItemResult> Results(Invocation run)
    {
        var names = Connection.NamesIn(run);
        List<Item> items =
        [
            .. _lists.SelectMany(list => (run.Get(list.List) ?? []).Select(
                (values, index) => new Item(list.Family, index, values) { Names = names })),
            .. kind.MoreItems(run),
        ];
        var problems = Problems.For(run);
        problems.AddAccepted(run);
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

    private async Task WorkAsync(ListRun listRun, List<ItemResult> results, Progress progress, CancellationToken ct)
    {
        List<ItemResult> open = [.. results.Where(result => result.State == ItemState.Waiting)];
        for (var attempt = 0; open.Count > 0 && attempt <= listRun.Run.Get(ListOptions.Retries); attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), ct);
            }

            await AttemptAsync(listRun, open, progress, isFirst: attempt == 0, ct);
            open = [.. open.Where(result => result.Failure?.Transient == true)];
        }
    }

    private async Task AttemptAsync(ListRun listRun, IReadOnlyList<ItemResult> open, Progress progress, bool isFirst, CancellationToken ct)
    {
        IReadOnlyList<Job> jobs;
        try
        {
            jobs = await kind.PlanAsync(listRun, open, ct);
        }
        catch (ModuleException failure) when (failure.Transient || !isFirst)
        {
            // The items keep a cause of their own, and what others did is still told.
            open.ToList().ForEach(result => result.End(failure));
            return;
        }

        await Parallel.ForEachAsync(
            Taken(new Queue<Job>(jobs)),
            new ParallelOptions { MaxDegreeOfParallelism = listRun.Degree, CancellationToken = ct },
            async (job, stop) => await RunAsync(job, progress, stop));
    }

    /// <summary>Each job once: what was planned for an item goes when the item is done.</summary>
    private static IEnumerable<Job> Taken(Queue<Job> jobs)
    {
        while (jobs.TryDequeue(out var job))
        {
            yield return job;
        }
    }

    private static async Task RunAsync(Job job, Progress progress, CancellationToken ct)
    {
        job.Result.Begin();
        progress.Begins(job.Result);
        try
        {
            await job.RunAsync(ct);
            job.Result.End(null);
        }
        catch (ModuleException failure)
        {
            job.Result.End(failure);
        }
        catch (Exception bug) when (bug is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // The others go on, and the item keeps the trace.
            job.Result.Details["exception"] = bug.ToString();
            job.Result.End(ModuleException.OfBug(bug));
        }

        progress.Ends(job.Result);
    }
}
