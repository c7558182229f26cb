// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>
/// Names of repositories are unique over all kinds. What most often has the name of one that is to be created is the push
/// repository which a <c>docker push</c> made; Pulp itself only says "This field must be unique." then.
/// </summary>
internal static class NameConflicts
{
    public static readonly Argument<string?> OnPushRepository =
        Argument.Choice("on_push_repository", "fail", "delete", "migrate") with { Default = "fail" };

    private static readonly Version Migrates = new(2, 29);
    private const string PushPath = "repositories/container/container-push/";

    /// <summary>Looks for them, all in one go; notes those that nothing may be done about.</summary>
    /// <returns>The push repositories to get out of the way, by name.</returns>
    /// <exception cref="ModuleException">One was made since the list was planned.</exception>
    public static async Task<Dictionary<string, JsonObject>> FindAsync(
        ListRun listRun, IReadOnlyList<RepositoryPlan> plans, Problems problems, CancellationToken ct)
    {
        var solvable = new Dictionary<string, JsonObject>();
        var created = plans.Where(plan => plan.Repository is ConvergeStep.Create).ToList();
        var names = created.Select(plan => plan.Result.Item.Name);
        var taken = (await TakenNames.FindAsync(
            listRun.Pulp, "repositories/", names, ct, "pulp_created", "latest_version_href")).ToLookup(each => (string?)each["name"]);
        foreach (var plan in created)
        {
            if (taken[plan.Result.Item.Name].FirstOrDefault() is not { } other)
            {
                continue;
            }

            if (((string)other["pulp_href"]!)
                .StartsWith(listRun.Pulp.Api.Root + plan.Result.Item.Family.Repository.Path, StringComparison.Ordinal))
            {
                throw ConcurrentChange.By($"{plan.Result.Item.Label} was made");
            }

            var isPush = ((string)other["pulp_href"]!).Contains("/" + PushPath, StringComparison.Ordinal);
            var serving = await DistributionsAsync(listRun, (string)other["pulp_href"]!, ct);
            if (isPush && IsSolvable(listRun, serving))
            {
                solvable[plan.Result.Item.Name] = other;
            }
            else
            {
                problems.Add(plan.Result.Item, await DescribedAsync(listRun, other, serving, isPush, ct));
            }
        }

        return solvable;
    }

    /// <summary>Gets a push repository out of the way, as the playbook asks.</summary>
    public static async Task SolveAsync(ListRun listRun, JsonObject push, ItemResult result, CancellationToken ct)
    {
        var href = (string)push["pulp_href"]!;
        var pulp = listRun.PulpFor(result.Item);
        if (listRun.Run.Get(OnPushRepository) == "migrate")
        {
            _ = await pulp.WriteAsync(HttpMethod.Post, href + "migrate/", (JsonObject?)null, ct);
            result.Did(ItemAction.PushRepositoryMigrated, changed: true);
            return;
        }

        // A push repository cannot be deleted itself: its distribution takes it along.
        foreach (var distribution in await DistributionsAsync(listRun, href, ct))
        {
            _ = await pulp.DeleteAsync((string)distribution["pulp_href"]!, ct);
        }

        result.Did(ItemAction.PushRepositoryDeleted, changed: true);
    }

    /// <summary>Whether the playbook asks for something that this server can do.</summary>
    private static bool IsSolvable(ListRun listRun, List<JsonObject> serving) => listRun.Run.Get(OnPushRepository) switch
    {
        "migrate" => listRun.Versions.Has("container", Migrates),
        "delete" => serving.Count > 0,
        _ => false,
    };

    private static async Task<string> DescribedAsync(
        ListRun listRun, JsonObject other, List<JsonObject> serving, bool isPush, CancellationToken ct)
    {
        var href = (string)other["pulp_href"]!;
        var distributions = serving.Select(each => $"'{each["name"]}' at '{each["base_path"]}'").ToList();
        var served = distributions.Count > 0 ? $", served by the distribution {string.Join(", ", distributions)}" : "";
        if (!isPush)
        {
            return $"a repository of another kind has this name: {href}, created {other["pulp_created"]}{served}. "
                + "Names are unique over all kinds; rename or remove one.";
        }

        var tags = await TagsAsync(listRun, (string?)other["latest_version_href"], ct);
        return $"a push repository has this name: {href}, created by a push at {other["pulp_created"]}{served}, {tags}. "
            + listRun.Run.Get(OnPushRepository) switch
            {
                "migrate" =>
                    $"This server cannot migrate it: that takes pulp_container {Migrates}, and it has {listRun.Versions.Of("container")}.",
                "delete" => "Pulp deletes it only with a distribution that serves it; make one first.",
                _ =>
                    "Set on_push_repository to delete (its images are lost), or to migrate where the server can (pulp_container "
                        + $"{Migrates}), or remove its distribution.",
            };
    }

    private static async Task<string> TagsAsync(ListRun listRun, string? version, CancellationToken ct)
    {
        if (version is null)
        {
            return "no tags";
        }

        var page = await listRun.Pulp.PageAsync(
            $"content/container/tags/?repository_version={Uri.EscapeDataString(version)}&fields=name&limit=5", ct);
        var names = page["results"]!.AsArray().Select(each => (string?)each!["name"]).ToList();
        return names.Count == 0
            ? "no tags"
            : $"{page["count"]} tags ({string.Join(", ", names)}{((long)page["count"]! > names.Count ? ", …" : "")})";
    }

    private static Task<List<JsonObject>> DistributionsAsync(ListRun listRun, string repository, CancellationToken ct) =>
        listRun.Pulp.ListAsync(
            "distributions/container/container/", $"repository={Uri.EscapeDataString(repository)}&fields=name,base_path,pulp_href", ct);
}
