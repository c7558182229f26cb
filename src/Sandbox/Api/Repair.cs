using System.Security.Cryptography;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox.Api;

/// <summary>Finds stored files that are gone or spoilt; those with an upstream will be fetched again when asked for.</summary>
internal static class Repair
{
    public static async Task RunAsync(PulpStore store, IEnumerable<ContentUnit> units, bool verify, TaskContext task)
    {
        var missing = task.Report("Identify missing units", "repair.missing");
        var corrupted = task.Report("Identify corrupted units", "repair.corrupted");
        var repaired = task.Report("Repair corrupted units", "repair.repaired");
        foreach (var sha256 in units.SelectMany(unit => unit.Blobs).Select(blob => blob.Sha256).OfType<string>().Distinct().Where(sha256 => store.Artifacts.Find(sha256) is not null))
        {
            if (!store.Blobs.Has(sha256))
            {
                missing.Increment();
            }
            else if (verify && !await IsSoundAsync(store, sha256, task.Canceled))
            {
                corrupted.Increment();
                store.Blobs.Remove(sha256);
            }
        }

        missing.Complete();
        corrupted.Complete();
        repaired.Complete();
    }

    private static async Task<bool> IsSoundAsync(PulpStore store, string sha256, CancellationToken ct)
    {
        await using var stream = store.Blobs.Open(sha256);

        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) == sha256;
    }
}
