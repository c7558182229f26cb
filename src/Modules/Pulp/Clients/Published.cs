using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists;
using Modules.Pulp.Lists.Distributions;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Clients;

/// <summary>The distributions of one list, and those of them that hosts shall use.</summary>
/// <param name="All">As given.</param>
/// <param name="Wanted">Those that take part, of the environment.</param>
/// <param name="Environment">The last part of their base paths; null where that does not choose.</param>
internal sealed record Published(IReadOnlyList<Item> All, IReadOnlyList<Item> Wanted, string? Environment)
{
    /// <summary>What is read of an item; roles and the module <c>distributions</c> read more.</summary>
    public static readonly ArgumentSpec Entry = new(
    [
        Argument.RequiredText("name"),
        Argument.Text("base_path"),
        Argument.Text("repository"),
        Argument.Text("distribution"),
        Argument.Choice("mode", "structured", "simple", "simple_and_structured", "verbatim"),
        Argument.Choice("state", "present", "absent") with { Default = "present" },
        Argument.Flag("required", otherwise: true),
    ])
    {
        Lenient = true,
    };

    private static readonly DistributionList Distributions = new();

    public static Published Of(Family family, IReadOnlyList<JsonObject>? list, string? environment, Problems problems)
    {
        List<Item> given = [.. (list ?? []).Select((values, index) => new Item(family, index, values))];
        List<Item> all =
            [.. RepeatedItems.Resolve(given, Distributions, problems).Where(each => each.OverriddenBy is null).Select(each => each.Item)];
        List<Item> required = [.. all.Where(item => item.Flag("required") != false)];
        foreach (var item in required.Where(item => !item.Absent && item.Text("base_path") is null or { Length: 0 }))
        {
            problems.Add(item, "base_path is missing. Give the path it is served at.");
        }

        List<Item> wanted =
        [
            .. required.Where(
                item =>
                    environment is null || (item.Text("base_path") ?? "").Trim('/').EndsWith("/" + environment, StringComparison.Ordinal)),
        ];
        if (wanted.Count == 0 && required.Count > 0 && required.All(item => item.Text("base_path") is not null))
        {
            problems.Add(
                required[0],
                $"neither its base_path '{required[0].Text("base_path")}' nor that of any other in the list ends in "
                    + $"'/{environment}'. Check environment.");
        }

        BasePaths.Overlaps(wanted, problems);
        return new Published(all, wanted, environment);
    }

    /// <summary>What hosts call a distribution: its name without the environment.</summary>
    public string IdOf(Item item) =>
        Environment is { } environment
            && item.Name.EndsWith(environment, StringComparison.Ordinal)
            && item.Name[..^environment.Length] is [.., '-' or '_' or '.'] start
            ? start[..^1]
            : item.Name;

    /// <summary>The repository that is served, also where it is by way of other distributions; null where the list does not tell.</summary>
    public string? RepositoryOf(Item item)
    {
        HashSet<Item> seen = new(ReferenceEqualityComparer.Instance);
        for (var at = item; at is not null && seen.Add(at); at = All.FirstOrDefault(other => other.Name == at.Text("distribution")))
        {
            if (at.Text("repository") is { } repository)
            {
                return repository;
            }
        }

        return null;
    }
}
