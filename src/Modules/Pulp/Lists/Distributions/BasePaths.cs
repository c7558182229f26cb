using System.Text.Json.Nodes;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>Base paths exclude each other: no distribution may lie below another.</summary>
internal static class BasePaths
{
    private const string Distributions = "distributions/";
    private const string Select = "fields=name,base_path,pulp_href";

    /// <summary>Notes items of which one would lie below another.</summary>
    public static void Overlaps(IReadOnlyList<Item> items, Problems problems)
    {
        var paths = new Dictionary<string, Item>();
        foreach (var item in items.Where(item => !item.Absent && item.Text("base_path") is not null))
        {
            _ = paths.TryAdd(item.Text("base_path")!, item);
        }

        foreach (var (path, item) in paths)
        {
            foreach (var other in Parents(path).Where(paths.ContainsKey))
            {
                problems.Add(
                    item, $"the base path '{path}' overlaps with '{other}' of {paths[other].Label}. Neither may lie below the other.");
            }
        }
    }

    /// <summary>Notes what the server's distributions would forbid.</summary>
    public static async Task ConflictsAsync(ListRun listRun, IReadOnlyList<DistributionPlan> plans, Problems problems, CancellationToken ct)
    {
        var claims = plans.Where(plan => plan.Claims is not null).ToList();
        var ours = plans.Select(plan => plan.Result.Item.Name).ToHashSet();
        var asked = claims.SelectMany(plan => Parents(plan.Claims!).Append(plan.Claims!)).Distinct();
        List<JsonObject> found = [];
        foreach (var filter in QueryFilters.Filters("base_path", asked, Distributions + Select))
        {
            found.AddRange(
                (await listRun.Pulp.ListAsync(Distributions, $"{filter}&{Select}", ct)).Where(
                    each => !ours.Contains((string)each["name"]!)));
        }

        foreach (var plan in claims)
        {
            Note(plan, found, problems);
        }
    }

    private static void Note(DistributionPlan plan, IEnumerable<JsonObject> found, Problems problems)
    {
        var blocking = found.FirstOrDefault(
            each => (string)each["base_path"]! is var path && (path == plan.Claims || Parents(plan.Claims!).Contains(path)));
        if (blocking is not null)
        {
            problems.Add(
                plan.Result.Item,
                $"the base path '{plan.Claims}' overlaps with '{blocking["base_path"]}' of the existing distribution "
                    + $"'{blocking["name"]}' ({blocking["pulp_href"]}).");
        }
    }

    /// <summary>What a path lies below.</summary>
    public static IEnumerable<string> Parents(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
        {
            yield return path[..at];
        }
    }
}
