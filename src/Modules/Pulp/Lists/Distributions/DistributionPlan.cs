// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Promotions;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>What is to be done for one distribution.</summary>
/// <param name="Result">Where it is told.</param>
/// <param name="Step">The step.</param>
/// <param name="Serves">The publication or repository version it shall serve; null where the item does not say.</param>
internal sealed record DistributionPlan(ItemResult Result, ConvergeStep Step, string? Serves)
{
    private static readonly Argument[] Sources =
        [RepositoryArguments.Repository, RepositoryArguments.Version, DistributionArguments.Distribution];

    /// <summary>The base path that it would newly claim.</summary>
    public string? Claims => Step switch
    {
        ConvergeStep.Create(var body) => (string?)body["base_path"],
        ConvergeStep.Update(_, var changes, _) => (string?)changes["base_path"],
        _ => null,
    };

    /// <summary>The name that it would newly take.</summary>
    public NameClaim? ClaimsName =>
        Step is ConvergeStep.Create ? new NameClaim(Result.Item, Result.Item.Family.Distribution, Result.Item.Name) : null;

    /// <summary>The base path that it would no longer have.</summary>
    public string? GivesUp => Step switch
    {
        ConvergeStep.Delete([var found, ..]) => (string?)found["base_path"],
        ConvergeStep.Update(var found, var changes, _) when changes["base_path"] is not null => (string?)found["base_path"],
        _ => null,
    };

    /// <exception cref="ModuleException">It cannot be done.</exception>
    public static async Task<DistributionPlan> OfAsync(ItemResult result, ListRun listRun, ServedContent served, CancellationToken ct)
    {
        var (item, entity) = (result.Item, result.Item.Family.Distribution);
        Check(item);
        var found = listRun.State.Find(entity.Path, item.Name);
        Desired desired;
        string? serves = null;
        if (item.Restore is { } restore)
        {
            await PromotionUndo.RequireAsync(listRun, restore, ct);
            desired = new Desired(new JsonObject { ["name"] = item.Name }, PromotionLabel.Restored(restore, found));
        }
        else if (item.Absent)
        {
            desired = new Desired(new JsonObject { ["name"] = item.Name }, []);
        }
        else
        {
            (desired, serves) = await DesiredAsync(item, found, listRun, served, ct);
            desired = await listRun.State.KnownAsync(item, entity, found, desired, ct);
        }

        var step = ConvergeStep.Toward(entity, item.Absent ? "absent" : "present", found is null ? [] : [found], desired);
        if (item.Has(DistributionArguments.Publication))
        {
            await NamedObjects.RequireAsync(listRun.Pulp, entity, step, ct);
        }

        if (item.Restore is not null || item.Has(DistributionArguments.Distribution) || item.IsRollback)
        {
            var id = item.IsRollback ? item.Undoes : PromotionLabel.Id(listRun.Run);
            result.Promotion ??= new Promotion(item.Get(DistributionArguments.Distribution), id, found?.DeepClone().AsObject());
            step = item.IsRollback ? PromotionLabel.Undone(step, item.Undoes)
                : listRun.Run.Get(PromotionLabel.Wanted) ? PromotionLabel.Recorded(step, result.Promotion)
                : step;
        }

        return new DistributionPlan(result, step, serves);
    }

    public bool SkipsExisting(bool otherwise) => Serves is not null && (Result.Item.Get(DistributionArguments.SkipExisting) ?? otherwise);

    public async Task TakeAsync(ListRun listRun, HashSet<string> taken, CancellationToken ct)
    {
        if (Serves is not null && taken.Contains(Serves) && Step is not ConvergeStep.Stay)
        {
            Result.Did(ItemAction.Skipped, changed: false);
            (Result.Message, Result.Content) = ("A distribution serves this already.", null);
            return;
        }

        var outcome = await listRun.TakeAsync(Result.Item.Family.Distribution, Step, Result, ct);
        Result.RepositoryVersion = (string?)outcome.After?["repository_version"];
        Result.Details["publication"] = (string?)outcome.After?["publication"];
        if (Result.Content is { } content)
        {
            Result.Details["content"] = content.Show();
            Result.Message ??= content.Sentence;
        }
    }

    private static void Check(Item item)
    {
        if (item.Absent || item.Restore is not null)
        {
            return;
        }

        var isOfVersion = item.Has(RepositoryArguments.Version) || item.Has(DistributionArguments.Publication);
        if (item.Has(DistributionArguments.Distribution) && (item.Has(RepositoryArguments.Repository) || isOfVersion))
        {
            throw new ModuleException("distribution goes with neither repository, version nor publication. Give one source.");
        }

        if (item.Has(RepositoryArguments.Version) && !item.Has(RepositoryArguments.Repository))
        {
            throw new ModuleException("version needs the repository it is a version of.");
        }

        if (item.Get(PublicationArguments.Checkpoint) == true && (item.Has(DistributionArguments.Distribution) || isOfVersion))
        {
            throw new ModuleException(
                "checkpoint goes with neither distribution, version nor publication: "
                    + "it serves the checkpoints of a repository. Give repository.");
        }

        if (item.Get(DistributionArguments.BasePath) is not { } path)
        {
            throw new ModuleException("base_path is missing. Give the path to serve at.");
        }

        if (path.StartsWith('/') || path.EndsWith('/'))
        {
            throw new ModuleException($"base_path '{path}' begins or ends with a slash. Give it without.");
        }
    }

    private static async Task<(Desired Desired, string? Serves)> DesiredAsync(
        Item item, JsonObject? found, ListRun listRun, ServedContent served, CancellationToken ct)
    {
        var entity = item.Family.Distribution;
        if (item.Family.Publication is null && item.Get(DistributionArguments.Distribution) is null)
        {
            return (await Desired.OfAsync(entity, item.Values, listRun.State, ct), null);
        }

        var desired = await Desired.OfAsync(entity, item.Values.Without(Sources), listRun.State, ct);
        var remote = item.Get(DistributionArguments.Distribution) is { } from ? served.Remote(item, from) : null;
        if (remote is not null)
        {
            desired.Values["remote"] = remote;
        }

        if (item.Family.IsCache || (remote is not null && served.HasNoContent(item)))
        {
            return (desired, null);
        }

        if (item.Family.Publication is not null)
        {
            var checkpoints = item.Get(PublicationArguments.Checkpoint) ?? (bool?)found?["checkpoint"];
            if (item.Get(RepositoryArguments.Repository) is { Length: > 0 } && checkpoints == true)
            {
                // Pulp finds the publications itself, by the time in the path.
                (desired.Values["repository"], desired.Values["publication"]) = (served.Repository(item), null);
            }
            else if (served.Publication(item) is { } publication)
            {
                (desired.Values["publication"], desired.Values["repository"]) = (publication, null);
            }

            return (desired, (string?)desired.Values["publication"]);
        }

        var version = await served.VersionAsync(item, item.Get(DistributionArguments.Distribution)!, ct);
        (desired.Values["repository_version"], desired.Values["repository"]) = (version, null);
        return (desired, version);
    }
}
