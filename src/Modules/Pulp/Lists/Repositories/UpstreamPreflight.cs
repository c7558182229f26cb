// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using ModuleHost;
using Modules.Pulp.Api;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Tasks;
using Modules.Pulp.Upstream;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>
/// Asks each upstream once, with the login that its items want, before anything is written for them: a wrong password in a remote would
/// break what production serves on demand, and dozens of syncs would fail for it. Only a refused login is a verdict. Whatever else is
/// wrong as seen from here may be right for the server; then the first sync decides for the others.
/// </summary>
internal sealed class UpstreamPreflight
{
    public static readonly Argument<bool> Wanted = Argument.Flag("preflight", otherwise: true);

    private const int PathsTried = 3;
    private const int AskedAtATime = 8;
    private const string NothingWritten = "Nothing was written for it: its remote and its login are as they were.";

    private readonly ConcurrentDictionary<UpstreamKey, Lazy<Task<Verdict>>> _verdicts = new();
    private readonly ILookup<UpstreamKey, UpstreamRemote> _remotes;

    /// <param name="remotes">Those that are to be synced from, or that change.</param>
    public UpstreamPreflight(IEnumerable<UpstreamRemote> remotes) => _remotes = remotes.ToLookup(remote => remote.Key);

    /// <summary>
    /// Asks all of them. What a dry run finds is a warning, since nothing else tells it, and so is what no sync would prove in a real
    /// run; with strict it is a problem in any run.
    /// </summary>
    /// <param name="problems">Where it is told.</param>
    /// <param name="tells">Whether doubts are told before they are proved.</param>
    /// <param name="ct">Stops it.</param>
    public async Task AskAllAsync(Problems problems, bool tells, CancellationToken ct)
    {
        await Parallel.ForEachAsync(
            _remotes, new ParallelOptions { MaxDegreeOfParallelism = AskedAtATime, CancellationToken = ct },
            async (alike, stop) => _ = await VerdictAsync(alike.Key, stop));
        foreach (var alike in _remotes.Where(alike => tells || alike.Any(remote => remote.HidesFailure)))
        {
            var verdict = await VerdictAsync(alike.Key, ct);
            if (verdict.Answer is not null)
            {
                problems.Warn(alike.First().Item, $"{verdict.WordsFor(alike.First())} {Concerned([.. alike])}");
            }
        }
    }

    /// <exception cref="ModuleException">The upstream refuses the login that the item wants; nothing shall be written for it.</exception>
    public async Task RequireAsync(UpstreamRemote remote, CancellationToken ct)
    {
        if (_remotes.Contains(remote.Key) && await VerdictAsync(remote.Key, ct) is { Answer.IsVerdict: true } refused)
        {
            throw new ModuleException($"{refused.WordsFor(remote)} {NothingWritten}") { Cause = refused.Cause };
        }
    }

    /// <summary>Runs a sync when nothing speaks against its upstream.</summary>
    /// <exception cref="ModuleException">What speaks against it, or why the sync failed.</exception>
    public async Task<T> GuardAsync<T>(UpstreamRemote remote, Func<Task<T>> sync, CancellationToken ct)
    {
        var verdict = await VerdictAsync(remote.Key, ct);
        if (verdict.First is not { } first)
        {
            return verdict.IsFine ? await PathGuardAsync(remote, sync, ct) : await sync();
        }

        if (Interlocked.Exchange(ref verdict.Taken, 1) == 0)
        {
            try
            {
                var done = await sync();
                first.SetResult(null);
                return done;
            }
            catch (ModuleException ended)
            {
                first.SetResult(ended);
                throw verdict.Proved(remote, ended);
            }
            catch (OperationCanceledException)
            {
                first.SetResult(null);
                throw;
            }
        }

        return await first.Task.WaitAsync(ct) is { } seen ? throw verdict.Proved(remote, seen) : await sync();
    }

    /// <summary>Where the upstream answers others with this login, a path it does not know is missing, and no login is wrong.</summary>
    private static async Task<T> PathGuardAsync<T>(UpstreamRemote remote, Func<Task<T>> sync, CancellationToken ct)
    {
        try
        {
            return await sync();
        }
        catch (ModuleException failure) when (failure.Cause is FailedTask { Fault: TaskFault.UpstreamLacks })
        {
            throw Probe.Of(remote) is { } probe && (await probe.AskAsync(ct)).Kind == ProbeKind.Missing
                ? failure.Retold($"{probe.MissingAlone} {failure.Message}")
                : failure;
        }
    }

    private static string Concerned(IReadOnlyList<UpstreamRemote> alike) => alike.Count == 1
        ? $"It is the upstream of {alike[0].Item.Label}."
        : $"It is the upstream of {alike.Count} items, such as {alike[0].Item.Label}.";

    private Task<Verdict> VerdictAsync(UpstreamKey upstream, CancellationToken ct) =>
        _verdicts.GetOrAdd(upstream, key => new(() => AskAsync(key, ct))).Value;

    private async Task<Verdict> AskAsync(UpstreamKey key, CancellationToken ct)
    {
        List<(Probe Probe, ProbeAnswer Answer)> answers = [];
        foreach (var probe in _remotes[key].Select(Probe.Of).OfType<Probe>().DistinctBy(probe => probe.Target).Take(PathsTried))
        {
            var answer = await probe.AskAsync(ct);
            if (answer.Kind == ProbeKind.Fine)
            {
                return new Verdict(null, null) { IsFine = true };
            }

            answers.Add((probe, answer));
            if (answer.Kind != ProbeKind.Missing)
            {
                break;
            }
        }

        return answers switch
        {
            [] => new Verdict(null, null),
            [.., var last] => new Verdict(last.Probe, last.Answer) { First = last.Answer.IsVerdict ? null : new() },
        };
    }

    /// <param name="Asked">What was asked last.</param>
    /// <param name="Answer">What speaks against the upstream; null for nothing. A doubt is decided by the first sync.</param>
    private sealed record Verdict(Probe? Asked, ProbeAnswer? Answer)
    {
        public int Taken;

        public SharedCause Cause { get; } = new();

        /// <summary>Whether the upstream gave what it was asked for; a path that is missing is that item's own trouble then.</summary>
        public bool IsFine { get; init; }

        public TaskCompletionSource<ModuleException?>? First { get; init; }

        /// <summary>What is told of an item: with its own path.</summary>
        public string WordsFor(UpstreamRemote remote) => Answer!.Words(Probe.Of(remote) ?? Asked!);

        /// <summary>The doubt after the first sync failed.</summary>
        public ModuleException Proved(UpstreamRemote remote, ModuleException ended) =>
            new($"{WordsFor(remote)} The first sync from there failed, too: {ended.Message}", ended)
            {
                Transient = ended.Transient, Cause = Cause,
            };
    }
}
