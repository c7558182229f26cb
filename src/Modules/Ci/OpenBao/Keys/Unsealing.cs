// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Waiting;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// Gives keys until the server opens. A wrong key counts like a right one, and only the last one is refused, without a word on which was
/// wrong: then other sets of the keys there are tried.
/// </summary>
/// <param name="bao">The server.</param>
/// <param name="run">Told of keys that are wrong.</param>
/// <param name="keys">All there are.</param>
internal sealed class Unsealing(OpenBaoApi bao, Invocation run, IReadOnlyList<UnsealKey> keys)
{
    private const int MostSets = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly List<IReadOnlyList<UnsealKey>> _failed = [];
    private string? _nonce;

    /// <summary>The state when it is open, or when all keys were given and others are needed.</summary>
    public async Task<SealStatus> OpenAsync(SealStatus status, TimeSpan patience, CancellationToken ct)
    {
        var isOurs = status.Progress == 0;
        _nonce = isOurs ? null : status.Nonce;
        try
        {
            var answer = await GiveAsync(status, keys, ct) ?? await TryOthersAsync(status.Threshold, ct);
            return !answer.Sealed || answer.Progress > 0 ? answer : await WaitAsync(patience, ct);
        }
        catch (Exception) when (isOurs && _nonce is not null)
        {
            await ResetAsync();
            throw;
        }
    }

    /// <summary>Gives keys until enough were; null where they do not belong together.</summary>
    private async Task<SealStatus?> GiveAsync(SealStatus status, IReadOnlyList<UnsealKey> given, CancellationToken ct)
    {
        foreach (var key in given)
        {
            var before = status.Progress;
            var answer = await bao.UnsealAsync(new JsonObject { ["key"] = key.Hex }, ct, HttpStatusCode.BadRequest);
            if (!answer!.IsSuccess)
            {
                // The server has begun anew by itself.
                _nonce = null;
                _failed.Add(given);
                return null;
            }

            status = SealStatus.Of(answer.Fields);
            if (!status.Sealed || (status.Progress == 0 && before + 1 >= status.Threshold))
            {
                _nonce = null;
                return status;
            }

            if (_nonce is not null && status.Nonce != _nonce)
            {
                _nonce = null;
                throw new ModuleException(
                    "Run it again when nobody else unseals this server: somebody has reset the attempt that keys were given to.");
            }

            _nonce = status.Nonce;
        }

        return status;
    }

    private async Task<SealStatus> TryOthersAsync(int threshold, CancellationToken ct)
    {
        foreach (var set in Sets(keys, threshold).Take(MostSets)
            .Where(set => !_failed.Exists(failed => failed.Take(threshold).SequenceEqual(set))))
        {
            if (await GiveAsync(await bao.SealStatusAsync(ct), set, ct) is { } opened)
            {
                var wrong = keys.Except(set).Where(key => _failed.Exists(failed => failed.Take(threshold).Contains(key))).ToList();
                _ = run.Warnings.Add(
                    $"Replace {Named(wrong)}: it is no key of this server, which was opened "
                        + "without it.");
                return opened;
            }
        }

        throw new ModuleException(keys.Count > threshold
            ? $"Check that the keys are this server's: of {keys.Count} no {threshold} open it together."
            : $"Give more keys, then the wrong one is named: of {Named(keys)} one at least is no key of this server, and it does not say "
                + "which.");
    }

    /// <summary>A node that joins a cluster opens some seconds after its last key.</summary>
    private Task<SealStatus> WaitAsync(TimeSpan patience, CancellationToken ct) => Polling.For(patience, Polling.Every(Pause))
        .UntilAsync<SealStatus>(
            async stop => await bao.SealStatusAsync(stop) is { Sealed: false } open
                ? new Look<SealStatus>.Found(open)
                : new Look<SealStatus>.NotYet(() => new ModuleException(
                    $"See its log: OpenBao has all keys and is still sealed after {patience.TotalSeconds} s. A node that joins needs its "
                        + "cluster's active node.")),
            ct);

    /// <summary>Leaves no half of ours behind, and nothing of others' touched.</summary>
    private async Task ResetAsync()
    {
        try
        {
            var status = await bao.SealStatusAsync(CancellationToken.None);
            if (status.Sealed && status.Nonce == _nonce)
            {
                _ = await bao.UnsealAsync(new JsonObject { ["reset"] = true }, CancellationToken.None);
            }
        }
        catch (ModuleException)
        {
            _ = run.Warnings.Add("Keys were given that do not open it yet; the next attempt begins with them.");
        }
    }

    private static string Named(IEnumerable<UnsealKey> named) => string.Join(", ", named.Select(key => key.Name));

    /// <summary>All sets of so many, those with the first keys first.</summary>
    private static IEnumerable<IReadOnlyList<UnsealKey>> Sets(IReadOnlyList<UnsealKey> from, int count)
    {
        if (count == 0)
        {
            yield return [];
            yield break;
        }

        for (var at = 0; at <= from.Count - count; at++)
        {
            foreach (var rest in Sets([.. from.Skip(at + 1)], count - 1))
            {
                yield return [from[at], .. rest];
            }
        }
    }
}
