// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Publications;

/// <summary>Publications of repositories.</summary>
internal sealed class PublicationList : IListKind
{
    public string Name => "publications";

    public IReadOnlyList<Family> Families { get; } = [Plugins.Families.Deb, Plugins.Families.Rpm, Plugins.Families.File];

    public IReadOnlyList<Argument> Options => [];

    public ArgumentSpec Item(Family family) => new(
    [
        ObjectArguments.State,
        .. family.Publication!.Arguments().Select(
            argument => argument == RepositoryArguments.Repository ? argument with { Required = true } : argument),
    ])
    {
        Lenient = true,
    };

    public string? Identity(Item item) =>
        $"{item.Get(RepositoryArguments.Repository)}\n{item.Get(RepositoryArguments.Version)}\n{Variant(item)}";

    public string IdentityWords(Item item)
    {
        var version = item.Get(RepositoryArguments.Version) is { } number ? $" version {number}" : "";
        var variant = Variant(item) is { } named ? $" ({named})" : "";
        return $"a publication of '{item.Get(RepositoryArguments.Repository)}'{version}{variant}";
    }

    private static string? Variant(Item item) => item.Get(PublicationArguments.Mode) ?? item.Get(PublicationArguments.Manifest);

    public async Task<IReadOnlyList<Job>> PlanAsync(ListRun listRun, IReadOnlyList<ItemResult> results, CancellationToken ct)
    {
        var problems = Problems.For(listRun.Run);
        var references = new ReferenceCollector();
        foreach (var result in results)
        {
            references.Collect(result.Item.Family.Publication!.Key, result.Item.Values);
        }

        await listRun.State.ReadAsync(references, ct);
        List<Job> jobs = [];
        foreach (var family in results.GroupBy(result => result.Item.Family))
        {
            var gone = family.Where(result => result.Item.Absent && !IsThere(listRun, result.Item)).ToList();
            jobs.AddRange(gone.Select(result => new Job(result, _ => Task.CompletedTask))); // went with their repository
            jobs.AddRange(await PlanAsync(listRun, family.Key.Publication!, [.. family.Except(gone)], problems, ct));
        }

        problems.Throw();
        return jobs;
    }

    private static async Task<List<Job>> PlanAsync(
        ListRun listRun, Entity entity, IReadOnlyList<ItemResult> results, Problems problems, CancellationToken ct)
    {
        List<(ItemResult Result, Desired Desired, string Version)> wanted = [];
        foreach (var result in results)
        {
            if (await problems.GuardAsync(result.Item, () => DesiredAsync(listRun, entity, result.Item, ct)) is { } desired)
            {
                wanted.Add((result, desired, (string?)desired.Key["repository_version"] ?? ""));
            }
        }

        var missing = await MissingAsync(
            listRun, wanted.Where(each => each.Result.Item.Has(RepositoryArguments.Version)).Select(each => each.Version), ct);
        foreach (var each in wanted.Where(each => missing.Contains(each.Version) && !each.Result.Item.Absent))
        {
            var item = each.Result.Item;
            problems.Add(
                item,
                $"repository '{item.Get(RepositoryArguments.Repository)}' has no version {item.Get(RepositoryArguments.Version)}.");
        }

        var known = new KnownPublications(listRun, entity);
        await known.ReadVersionsAsync(
            [.. wanted.Select(each => each.Version).Where(version => version.StartsWith('/')).Distinct().Except(missing)], ct);
        var removed = wanted.Where(each => each.Result.Item.Absent).SelectMany(each =>
            known.Of(entity.PathFor(each.Result.Item.Values), each.Version)
                .Select(found => (each.Result.Item, (string)found["pulp_href"]!)));
        await StillServed.TellAsync(listRun, [.. removed], problems, ct);
        return [.. wanted.Select(each => new Job(each.Result, async stop =>
        {
            var found = known.Of(entity.PathFor(each.Result.Item.Values), each.Version);
            var step = ConvergeStep.Toward(entity, each.Result.Item.Absent ? "absent" : "present", found, each.Desired);
            step = await KnownFields.CompleteAsync(listRun.Pulp, entity, entity.PathFor(each.Result.Item.Values), step, stop);
            var outcome = await listRun.TakeAsync(entity, step, each.Result, stop);
            each.Result.RepositoryVersion = each.Version;
            each.Result.Details["publication"] = (string?)outcome.After?["pulp_href"];
        }))];
    }

    private static bool IsThere(ListRun listRun, Item item) =>
        listRun.State.Find(item.Family.Repository.Path, item.Get(RepositoryArguments.Repository)!) is not null;

    private static async Task<Desired> DesiredAsync(ListRun listRun, Entity entity, Item item, CancellationToken ct)
    {
        var desired = await Desired.OfAsync(entity, item.Values, listRun.State, ct);
        return item.Absent ? desired : await listRun.State.KnownAsync(item, entity, null, desired, ct);
    }

    /// <summary>Which of these versions are not there: asked for by number, or gone because few are retained.</summary>
    private static async Task<HashSet<string>> MissingAsync(ListRun listRun, IEnumerable<string> versions, CancellationToken ct)
    {
        HashSet<string> missing = [];
        foreach (var version in versions.Where(version => version.StartsWith('/')).Distinct())
        {
            if (!await listRun.Pulp.IsThereAsync(version, ct))
            {
                _ = missing.Add(version);
            }
        }

        return missing;
    }
}
