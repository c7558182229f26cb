// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Promotions;
using Modules.Pulp.Lists.Publications;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>What items want served, as the API says it: <c>publication</c>, or for plugins
/// without publications <c>repository_version</c>.</summary>
internal sealed class ServedContent
{
    private readonly ListRun _listRun;
    private readonly Dictionary<Family, KnownPublications> _publications = [];
    private readonly Dictionary<(Family Family, string Name), Item> _items;

    private ServedContent(ListRun listRun, IReadOnlyList<Item> items)
    {
        _listRun = listRun;
        _items = items.GroupBy(item => (item.Family, item.Name)).ToDictionary(group => group.Key, group => group.First());
    }

    public static async Task<ServedContent> ReadAsync(ListRun listRun, IReadOnlyList<Item> items, CancellationToken ct)
    {
        var served = new ServedContent(listRun, items);
        foreach (var family in items.Where(item => !item.Absent && item.Family.Publication is not null).GroupBy(item => item.Family))
        {
            var known = served._publications[family.Key] = new KnownPublications(listRun, family.Key.Publication!);
            await known.ReadNewestAsync([.. family.Select(served.Source).OfType<string>().Distinct()], ct);
        }

        return served;
    }

    /// <summary>The publication that an item shall serve; null where it does not say.</summary>
    /// <exception cref="ModuleException">There is none.</exception>
    public string? Publication(Item item)
    {
        if (item.Get(DistributionArguments.Distribution) is { } name)
        {
            RefuseCircle(item);
            return Promoted(item, name);
        }

        if (item.Get(RepositoryArguments.Repository) is not { Length: > 0 } repository)
        {
            return null;
        }

        return _listRun.State.Find(item.Family.Repository.Path, repository) is not null ? Newest(item, Source(item)) : Repository(item);
    }

    /// <summary>The repository that an item names.</summary>
    /// <exception cref="ModuleException">There is none.</exception>
    public string? Repository(Item item)
    {
        var name = item.Get(RepositoryArguments.Repository)!;
        var repository = _listRun.State.Find(item.Family.Repository.Path, name)
            ?? _listRun.Pulp.Assume($"Could not find {item.Family.Repository.Noun} '{name}'.", name);
        return (string?)repository["pulp_href"];
    }

    /// <summary>The repository version that a container distribution shall serve: the one another serves, or will by this list.</summary>
    /// <exception cref="ModuleException">It serves none.</exception>
    public async Task<string?> VersionAsync(Item item, string distribution, CancellationToken ct)
    {
        RefuseCircle(item);
        if (_items.TryGetValue((item.Family, distribution), out var inList) && !inList.Absent)
        {
            if (inList.Get(DistributionArguments.Distribution) is { } further)
            {
                return await VersionAsync(inList, further, ct);
            }

            if (inList.Get(RepositoryArguments.Repository) is { Length: > 0 } name
                && _listRun.State.Find(item.Family.Repository.Path, name) is { } repositoryInList)
            {
                return inList.Get(RepositoryArguments.Version) is { } version
                    ? $"{repositoryInList["versions_href"]}{version}/"
                    : (string?)repositoryInList["latest_version_href"];
            }
        }

        var source = Other(item, distribution);
        if ((string?)source["pulp_href"] == ConvergeStep.Pretended)
        {
            return ConvergeStep.Pretended;
        }

        return (string?)source["repository_version"]
            ?? ((string?)source["repository"] is { } repository
                ? (string?)(await _listRun.Pulp.Api.GetAsync(repository, ct)).Body!["latest_version_href"]
                : throw new ModuleException($"distribution '{distribution}' serves nothing that could be promoted."));
    }

    /// <summary>The remote that an item shall serve through: the one another distribution does, or will; null for none.</summary>
    /// <exception cref="ModuleException">There is no such distribution, or it is a cache without a remote.</exception>
    public string? Remote(Item item, string distribution)
    {
        if (item.Family.Distribution.Fields.All(field => field.ApiName != "remote"))
        {
            return null;
        }

        RefuseCircle(item);
        if (_items.TryGetValue((item.Family, distribution), out var inList) && !inList.Absent)
        {
            if (inList.Get(DistributionArguments.Distribution) is { } further)
            {
                return Remote(inList, further);
            }

            if (inList.Get(RepositoryArguments.Remote) is { Length: > 0 } name)
            {
                return (string?)(_listRun.State.Find(item.Family.Remote.Path, name)
                    ?? _listRun.Pulp.Assume($"Could not find {item.Family.Remote.Noun} '{name}'.", name))["pulp_href"];
            }
        }

        var source = Other(item, distribution);
        return (string?)source["pulp_href"] == ConvergeStep.Pretended
            ? item.Family.IsCache ? ConvergeStep.Pretended : null
            : (string?)source["remote"] is { Length: > 0 } remote ? remote
            : item.Family.IsCache ? throw new ModuleException($"distribution '{distribution}' has no remote that could be promoted.")
            : null;
    }

    /// <summary>Whether what an item is promoted from serves through its remote alone.</summary>
    public bool HasNoContent(Item item)
    {
        var from = item.Get(DistributionArguments.Distribution)!;
        return _items.TryGetValue((item.Family, from), out var inList) && !inList.Absent
            ? inList.Get(DistributionArguments.Distribution) is not null
                ? HasNoContent(inList)
                : !inList.Has(RepositoryArguments.Repository)
                    && !inList.Has(DistributionArguments.Publication)
                    && IsWithout(Found(item, from))
            : IsWithout(Found(item, from));

        static bool IsWithout(JsonObject? found) =>
            found is null || PromotionRecord.Content.All(name => (string?)found[name] is not { Length: > 0 });
    }

    private JsonObject? Found(Item item, string name) => _listRun.State.Find(item.Family.Distribution.Path, name);

    /// <summary>What these plans would serve and some distribution serves already.</summary>
    public async Task<HashSet<string>> TakenAsync(IReadOnlyCollection<DistributionPlan> plans, CancellationToken ct)
    {
        HashSet<string> taken = [];
        foreach (var family in plans.Select(plan => plan.Result.Item.Family).Distinct())
        {
            foreach (var each in await _listRun.Pulp
                .ListAsync(family.Distribution.Path, "fields=pulp_href,publication,repository_version", ct))
            {
                taken.UnionWith(new[] { (string?)each["publication"], (string?)each["repository_version"] }.OfType<string>());
            }
        }

        return taken;
    }

    /// <exception cref="ModuleException">Items of the list are promoted from each other.</exception>
    private void RefuseCircle(Item item)
    {
        List<string> way = [item.Name];
        for (var at = item; at.Get(DistributionArguments.Distribution) is { } from; way.Add(from))
        {
            if (way.Contains(from))
            {
                var round = string.Join("', which is promoted from '", way.Append(from));
                throw new ModuleException($"'{round}': that is a circle. Give one of them a repository or a publication.");
            }

            if (!_items.TryGetValue((item.Family, from), out var next))
            {
                return;
            }

            at = next;
        }
    }

    private string Promoted(Item item, string name)
    {
        if (_items.TryGetValue((item.Family, name), out var inList)
            && !inList.Absent
            && Publication(inList) is { } planned)
        {
            return planned;
        }

        var source = Other(item, name);
        return (string?)source["pulp_href"] == ConvergeStep.Pretended ? ConvergeStep.Pretended
            : (string?)source["publication"] ?? ((string?)(source["repository"] ?? source["repository_version"]) is { } repository
                ? Newest(item, repository)
                : throw new ModuleException($"distribution '{name}' serves no publication that could be promoted."));
    }

    private JsonObject Other(Item item, string name)
    {
        var path = item.Family.Distribution.Path;
        return _listRun.State.Find(path, name)
            ?? _listRun.Pulp.Assume($"there is no {item.Family.Distribution.Noun} '{name}' to promote from.", name);
    }

    private string Newest(Item item, string? source)
    {
        var path = item.Get(PublicationArguments.Mode) is null ? null : item.Family.Publication!.PathFor(item.Values);
        var found = source is null ? null : (string?)_publications[item.Family].Newest(source, path)?["pulp_href"];
        if (found is not null
            && !_listRun.Pulp.Writes
            && !item.Has(RepositoryArguments.Version)
            && Latest(item) is { } latest
            && _publications[item.Family].Newest(latest, path) is null)
        {
            return (string)_listRun.Pulp.Assume(
                $"The newest version of repository '{item.Get(RepositoryArguments.Repository)}' has no publication yet.")["pulp_href"]!;
        }

        var what = item.Get(RepositoryArguments.Repository) is { } repository
            ? $"of repository '{repository}'{(item.Get(RepositoryArguments.Version) is { } version ? $" version {version}" : "")}"
            : $"of the repository that distribution '{item.Get(DistributionArguments.Distribution)}' serves. Publish it first";
        return found ?? (string)_listRun.Pulp.Assume($"Could not find a matching publication {what}.")["pulp_href"]!;
    }

    /// <summary>The newest version of the repository that an item names.</summary>
    private string? Latest(Item item) =>
        item.Get(RepositoryArguments.Repository) is { } name
            ? (string?)_listRun.State.Find(item.Family.Repository.Path, name)?["latest_version_href"]
            : null;

    /// <summary>The repository or repository version whose publication an item wants.</summary>
    private string? Source(Item item)
    {
        var name = item.Get(RepositoryArguments.Repository);
        if (name is null && item.Get(DistributionArguments.Distribution) is { } other)
        {
            return _listRun.State.Find(item.Family.Distribution.Path, other) is { } source && source["publication"] is null
                ? (string?)source["repository"] ?? (string?)source["repository_version"]
                : null;
        }

        var href = name is null ? null : (string?)_listRun.State.Find(item.Family.Repository.Path, name)?["pulp_href"];
        return href is not null && item.Get(RepositoryArguments.Version) is { } version ? $"{href}versions/{version}/" : href;
    }
}
