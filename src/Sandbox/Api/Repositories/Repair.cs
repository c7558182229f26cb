// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using Sandbox.Blobs;
using Sandbox.Downloads;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Versions;

namespace Sandbox.Api.Repositories;

/// <summary>Finds stored files that are gone or spoilt, and fetches anew those with an upstream that still has them.</summary>
internal static class Repair
{
    public static async Task RunAsync(PulpStore store, IEnumerable<ContentUnit> units, bool verify, TaskContext task)
    {
        var missing = task.Report("Identify missing units", "repair.missing");
        var corrupted = task.Report("Identify corrupted units", "repair.corrupted");
        var repaired = task.Report("Repair corrupted units", "repair.repaired");
        using var upstream = new OnDemand(store);
        foreach (var blob in units.SelectMany(unit => unit.Blobs)
            .Where(blob => blob.Sha256 is { } known && IsKept(store, known))
            .DistinctBy(blob => blob.Sha256))
        {
            var sha256 = blob.Sha256!;
            if (!store.Blobs.Has(sha256))
            {
                missing.Increment();
            }
            else if (verify && !await IsSoundAsync(store, sha256, task.Canceled))
            {
                corrupted.Increment();
                store.Blobs.Remove(sha256);
            }
            else
            {
                continue;
            }

            if (await IsFetchedAsync(upstream, blob, task.Canceled))
            {
                repaired.Increment();
            }
        }

        missing.Complete();
        corrupted.Complete();
        repaired.Complete();
    }

    /// <summary>Whether it ought to be here: an artifact, or something that a sync brought.</summary>
    private static bool IsKept(PulpStore store, string sha256) => store.Artifacts.Find(sha256) is not null || store.Blobs.Has(sha256);

    private static async Task<bool> IsFetchedAsync(OnDemand upstream, Blob blob, CancellationToken ct)
    {
        try
        {
            return await upstream.EnsureAsync(blob, ct);
        }
        catch (UpstreamException)
        {
            return false;
        }
    }

    private static async Task<bool> IsSoundAsync(PulpStore store, string sha256, CancellationToken ct)
    {
        await using var stream = store.Blobs.Open(sha256);

        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) == sha256;
    }
}
