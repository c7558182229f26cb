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

    // What development serves is what several others get.
    private readonly ConcurrentDictionary<string, Lazy<Task<ContentNames>>> _read = [];

    public Task TellAsync(IEnumerable<DistributionPlan> plans, CancellationToken ct) => Parallel.ForEachAsync(
        plans,
        new ParallelOptions { MaxDegreeOfParallelism = VersionsAtATime, CancellationToken = ct },
        async (plan, stop) => plan.Result.Content = await OfAsync(plan, stop));

    private async Task<ContentChange?> OfAsync(DistributionPlan plan, CancellationToken ct)
    {
        if (plan.Result.Item.Family.Content is not { } kind || plan.Step is not Step.Update(var found, var changes, _))
        {
            return null;
        }

        var (from, to) = (await VersionAsync(found, [], ct), await VersionAsync(found, changes, ct));
        return from is null || to is null || from == to
            ? null
            : new ContentChange(kind.Noun, from, to, await NamesAsync(kind, from, ct), await NamesAsync(kind, to, ct));
    }

    /// <summary>The repository version that a distribution serves; null for none, or for one that check mode only pretends.</summary>
    private async Task<string?> VersionAsync(JsonObject distribution, JsonObject changes, CancellationToken ct)
    {
        return Value("publication") is { } publication ? await FieldAsync(publication, "repository_version", ct)
            : Value("repository_version") is { } version ? version == Step.Pretended ? null : version
            : Value("repository") is { } repository ? await FieldAsync(repository, "latest_version_href", ct)
            : null;

        string? Value(string name) =>
            (changes.ContainsKey(name) ? changes[name] : distribution[name])?.ToString() is { Length: > 0 } href ? href : null;
    }

    private async Task<string?> FieldAsync(string href, string field, CancellationToken ct) =>
        href == Step.Pretended ? null : (string?)(await pulp.Api.GetAsync($"{href}?fields={field}", ct)).Body![field];

    private Task<ContentNames> NamesAsync(UnitKind kind, string version, CancellationToken ct) =>
        _read.GetOrAdd(version, href => new(() => ContentNames.ReadAsync(pulp, kind, href, ct))).Value;
}
