// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Arguments;
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
    private static readonly Argument<bool> Required = Argument.Flag("required", otherwise: true);

    /// <summary>What is read of an item; roles and the module <c>distributions</c> read more.</summary>
    public static readonly ArgumentSpec Entry = new(
    [
        ObjectArguments.Name with { Required = true },
        DistributionArguments.BasePath,
        RepositoryArguments.Repository,
        DistributionArguments.Distribution,
        PublicationArguments.Mode,
        ObjectArguments.State,
        Required,
    ])
    {
        Lenient = true,
    };

    private static readonly DistributionList Distributions = new();

    public static Published Of(Family family, IReadOnlyList<ArgumentValues>? list, string? environment, Problems problems)
    {
        List<Item> given = [.. (list ?? []).Select((values, index) => new Item(family, index, values))];
        List<Item> all =
            [.. RepeatedItems.Resolve(given, Distributions, problems).Where(each => each.OverriddenBy is null).Select(each => each.Item)];
        List<Item> required = [.. all.Where(item => item.Get(Required))];
        foreach (var item in required.Where(item => !item.Absent && item.Get(DistributionArguments.BasePath) is null or { Length: 0 }))
        {
            problems.Add(item, "base_path is missing. Give the path it is served at.");
        }

        List<Item> wanted = [.. required.Where(item => environment is null || IsOf(environment, item))];
        if (wanted.Count == 0 && required.Count > 0 && required.All(item => item.Has(DistributionArguments.BasePath)))
        {
            problems.Add(
                required[0],
                $"neither its base_path '{required[0].Get(DistributionArguments.BasePath)}' nor that of any other in the list ends in "
                    + $"'/{environment}'. Check environment.");
        }

        BasePaths.Overlaps(wanted, problems);
        return new Published(all, wanted, environment);
    }

    private static bool IsOf(string environment, Item item) =>
        (item.Get(DistributionArguments.BasePath) ?? "").Trim('/').EndsWith("/" + environment, StringComparison.Ordinal);

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
        for (var at = item; at is not null && seen.Add(at); at = Source(at))
        {
            if (at.Get(RepositoryArguments.Repository) is { } repository)
            {
                return repository;
            }
        }

        return null;
    }

    /// <summary>The item of the list that another is promoted from.</summary>
    private Item? Source(Item item) => All.FirstOrDefault(other => other.Name == item.Get(DistributionArguments.Distribution));
}
