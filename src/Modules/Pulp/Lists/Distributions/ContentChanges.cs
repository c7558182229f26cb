// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Content;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>Tells of distributions which packages come and go when they serve something
/// else: what a promotion brings to production.</summary>
internal sealed class ContentChanges(PulpSession pulp)
{
    private const int VersionsAtATime = 4; // each is pages of 1000
    private const int NamesAtMost = 1000; // a page, and as much as anybody reads

    // What development serves is what several others get.
    private readonly ConcurrentDictionary<string, Lazy<Task<ContentNames>>> _read = [];

    public Task TellAsync(IEnumerable<DistributionPlan> plans, CancellationToken ct) => Parallel.ForEachAsync(
        plans,
        new ParallelOptions { MaxDegreeOfParallelism = VersionsAtATime, CancellationToken = ct },
        async (plan, stop) => plan.Result.Content = await OfAsync(plan, stop));

    private async Task<ContentChange?> OfAsync(DistributionPlan plan, CancellationToken ct)
    {
        if (plan.Result.Item.Family.Content is not { } kind)
        {
            return null;
        }

        var (from, to) = plan.Step switch
        {
            ConvergeStep.Create(var body) => (null, await VersionAsync(body, [], ct)),
            ConvergeStep.Update(var found, var changes, _) => (await VersionAsync(found, [], ct), await VersionAsync(found, changes, ct)),
            ConvergeStep.Delete([var doomed, ..]) => (await VersionAsync(doomed, [], ct), null),
            _ => ((string?)null, (string?)null),
        };
        return from == to || from == ConvergeStep.Pretended || to == ConvergeStep.Pretended ? null
            : from is not null && to is not null
                ? new ContentChange(kind.Noun, from, to, await NamesAsync(kind, from, ct), await NamesAsync(kind, to, ct))
            : await OneSidedAsync(kind, from, to, ct);
    }

    /// <summary>Where nothing was served before, or nothing is after: all of it, or how many those are.</summary>
    private async Task<ContentChange> OneSidedAsync(UnitKind kind, string? from, string? to, CancellationToken ct)
    {
        var version = (from ?? to)!;
        var count = (long)(await pulp.PageAsync(
            $"{kind.Path}?repository_version={Uri.EscapeDataString(version)}&limit=1&fields=pulp_href", ct))["count"]!;
        var names = count > NamesAtMost ? [] : await NamesAsync(kind, version, ct);
        return new ContentChange(kind.Noun, from, to, from is null ? [] : names, to is null ? [] : names) { Total = count };
    }

    /// <summary>The repository version that a distribution serves; null for none, words for what check mode only pretends.</summary>
    private async Task<string?> VersionAsync(JsonObject distribution, JsonObject changes, CancellationToken ct)
    {
        return Value("publication") is { } publication ? await FieldAsync(publication, "repository_version", ct)
            : Value("repository_version") is { } version ? version
            : Value("repository") is { } repository ? await FieldAsync(repository, "latest_version_href", ct)
            : null;

        string? Value(string name) =>
            (changes.ContainsKey(name) ? changes[name] : distribution[name])?.ToString() is { Length: > 0 } href ? href : null;
    }

    private async Task<string?> FieldAsync(string href, string field, CancellationToken ct) =>
        href == ConvergeStep.Pretended ? href : (string?)(await pulp.Api.GetAsync($"{href}?fields={field}", ct)).Body![field];

    private Task<ContentNames> NamesAsync(UnitKind kind, string version, CancellationToken ct) =>
        _read.GetOrAdd(version, href => new(() => ContentNames.ReadAsync(pulp, kind, href, ct))).Value;
}
