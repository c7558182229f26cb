// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using ModuleHost.Secrets;

namespace Modules.Ci.RunnerConfig;

/// <summary>A runner as the file has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Whose jobs it runs.</param>
/// <param name="Token">With which it asks for them.</param>
internal sealed record FoundRunner(string Name, string Url, Secret? Token);

/// <summary>Which runner of the file is which of the playbook.</summary>
/// <param name="Pairs">Those of the playbook, and where in the file they are; null for nowhere.</param>
/// <param name="Removed">What goes from the file, and why.</param>
/// <param name="Kept">What nobody asked for and stays.</param>
internal sealed record RunnerPlan(
    IReadOnlyList<(WantedRunner Wanted, int? Found)> Pairs,
    IReadOnlyList<(int Found, string Why)> Removed,
    IReadOnlyList<int> Kept)
{
    /// <summary>A token says which runner it is; without one that fits, the name and the server do.</summary>
    public static RunnerPlan Of(IReadOnlyList<WantedRunner> wanted, IReadOnlyList<FoundRunner> found, bool prune)
    {
        RefuseSharing(wanted);
        HashSet<int> taken = [];
        var byToken = wanted.Select(runner => Take(taken, found, each => runner.Token is not null && runner.Token.Equals(each.Token)))
            .ToList();
        var pairs = wanted.Zip(byToken, (runner, at) =>
            (Wanted: runner, Found: at ?? Take(taken, found, each => each.Name == runner.Name && runner.IsOf(each.Url)))).ToList();
        List<(int, string)> removed =
        [
            .. pairs.Where(pair => !pair.Wanted.IsWanted && pair.Found is not null).Select(pair => (pair.Found!.Value, "it is absent")),
        ];
        List<int> kept = [];
        foreach (var (at, each) in found.Index().Where(each => !taken.Contains(each.Index)))
        {
            if (pairs.Exists(pair => pair.Wanted.Token is { } token && token.Equals(each.Token)))
            {
                removed.Add((at, "it stands there twice"));
            }
            else if (prune)
            {
                removed.Add((at, "nobody wants it any more"));
            }
            else
            {
                kept.Add(at);
            }
        }

        return new([.. pairs.Where(pair => pair.Wanted.IsWanted)], removed, kept);
    }

    private static int? Take(HashSet<int> taken, IReadOnlyList<FoundRunner> found, Func<FoundRunner, bool> isIt)
    {
        foreach (var (at, each) in found.Index())
        {
            if (!taken.Contains(at) && isIt(each))
            {
                _ = taken.Add(at);
                return at;
            }
        }

        return null;
    }

    private static void RefuseSharing(IReadOnlyList<WantedRunner> wanted)
    {
        foreach (var (at, runner) in wanted.Index())
        {
            if (wanted.Take(at).FirstOrDefault(other => other.Name == runner.Name && runner.IsOf(other.Url)) is not null)
            {
                throw new ModuleException($"Give each runner a name of its own: two are called '{runner.Name}'.");
            }

            if (runner.Token is not null && wanted.Take(at).FirstOrDefault(other => runner.Token.Equals(other.Token)) is { } sharing)
            {
                throw new ModuleException(
                    $"Give each runner a token of its own, made for it: '{sharing.Name}' and '{runner.Name}' have the same one.");
            }
        }
    }
}
