// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Promotions;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>Distributions: of a repository, of a publication, or of what another distribution serves, which is a promotion.</summary>
internal sealed class DistributionList : IListKind
{
    private static readonly Argument<bool> SkipExisting = Argument.Flag("skip_existing", otherwise: false);
    private static readonly Argument<JsonNode?> RollbackFrom = Argument.Raw("rollback_from");
    private static readonly Argument<bool> ShowContent = Argument.Flag("show_content", otherwise: false);
    private static readonly Argument<string?> RecordFile = Argument.Path("promotion_record");

    public string Name => "distributions";

    public IReadOnlyList<Family> Families => Plugins.Families.Served;

    public IReadOnlyList<Argument> Options { get; } =
        [SkipExisting, ShowContent, RollbackFrom, RecordFile, PromotionLabel.Wanted, PromotionLabel.Name];

    public ArgumentSpec Item(Family family) => new(
    [
        ObjectArguments.Name with { Required = true },
        ObjectArguments.State,
        .. family.Distribution.Arguments()
            .Concat(
            family.IsCache ? [DistributionArguments.Distribution] :
            [
                RepositoryArguments.Repository, RepositoryArguments.Version,
                DistributionArguments.Distribution, DistributionArguments.SkipExisting,
            ])
            .Concat(family.Publication?.Variant is { } variant ? [variant.Argument] : Array.Empty<Argument>())
            .Where(argument => argument.Name != ObjectArguments.Name.Name)
            .DistinctBy(argument => argument.Name),
    ])
    {
        Lenient = true,
    };

    public string? Claim(Item item) => item.Absent ? null : item.Get(DistributionArguments.BasePath);

    public IEnumerable<Item> MoreItems(Invocation run) =>
        run.Get(RollbackFrom) is { } record ? PromotionRecord.Rollback(record, Families) : [];

    public async Task<IReadOnlyList<Job>> PlanAsync(ListRun listRun, IReadOnlyList<ItemResult> results, CancellationToken ct)
    {
        var items = results.Select(result => result.Item).ToList();
        var problems = Problems.For(listRun.Run);
        BasePaths.Overlaps(items, problems);
        await ReadAsync(listRun, results, ct);
        var served = await ServedContent.ReadAsync(listRun, items, ct);
        List<DistributionPlan> plans = [];
        foreach (var result in results)
        {
            if (await problems.GuardAsync(result.Item, () => DistributionPlan.OfAsync(result, listRun, served, ct)) is { } plan)
            {
                plans.Add(plan);
            }
        }

        var names = plans.Select(plan => plan.ClaimsName).OfType<NameClaim>().ToList();
        NameClaims.Repeated(names, problems);
        await NameClaims.TakenAsync(listRun, names, plans.SelectMany(plan => plan.Step.Removed).ToHashSet(), problems, ct);
        await BasePaths.ConflictsAsync(listRun, plans, problems, ct);
        var order = new BasePathOrder(plans);
        var ordered = order.Ordered(plans, problems);
        problems.Throw();
        HashSet<DistributionPlan> skipping = [.. plans.Where(plan => plan.SkipsExisting(listRun.Run.Get(SkipExisting)))];
        var taken = await served.TakenAsync([.. skipping], ct);
        if (listRun.Run.Get(ShowContent))
        {
            await new ContentChanges(listRun.Pulp).TellAsync(plans, ct);
        }

        var work = new DistributionWork(listRun, order, taken);
        return [.. ordered.Select(plan => new Job(plan.Result, stop => work.TakeAsync(plan, skipping.Contains(plan), stop)))];
    }

    public async Task ConcludeAsync(ListRun listRun, IReadOnlyList<ItemResult> results, CancellationToken ct)
    {
        var promotions = results.Where(result => result.Promotion is not null).ToList();
        if (promotions.Any(result => result.Failure is not null || !result.IsOver))
        {
            await PromotionUndo.PutBackAsync(listRun, promotions, ct);
        }
        else if (listRun.Run.Get(RecordFile) is { Length: > 0 } file
            && listRun.Pulp.Writes
            && PromotionRecord.Of(results) is { Count: > 0 } record)
        {
            PromotionRecord.Write(file, record);
        }
    }

    public JsonObject Extras(IReadOnlyList<ItemResult> results) => new() { ["promotions"] = PromotionRecord.Of(results) };

    private static async Task ReadAsync(ListRun listRun, IReadOnlyList<ItemResult> results, CancellationToken ct)
    {
        var references = new ReferenceCollector();
        foreach (var family in results.GroupBy(result => result.Item.Family))
        {
            var entity = family.Key.Distribution;
            await listRun.State.ReadAsync(
                entity.Path,
                family.SelectMany(result => new[] { result.Item.Name, result.Item.Get(DistributionArguments.Distribution) })
                    .OfType<string>(),
                entity.ApiNames.Append("repository_version"),
                ct);
            foreach (var result in family.Where(result => !result.Item.Absent))
            {
                references.Collect(entity.Fields, result.Item.Values);
            }
        }

        await listRun.State.ReadAsync(references, ct);
    }
}
