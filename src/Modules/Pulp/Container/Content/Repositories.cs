using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Modules.Pulp.Session;

namespace Modules.Pulp.Container.Content;

/// <summary>The repositories that items name, read all at once: those that are synced, and those that are pushed to.</summary>
internal sealed class Repositories(PulpSession pulp)
{
    public const string PushPath = "repositories/container/container-push/";

    private readonly ConcurrentDictionary<(string Name, bool IsPush), JsonObject> _found = [];

    public async Task ReadAsync(IReadOnlyList<ContentItem> items, CancellationToken ct)
    {
        var wanted = items.Select(item => (Name: item.Repository, item.IsPush))
            .Concat(items.Where(item => item.Source is not null).Select(item => (Name: item.Source!, IsPush: item.SourceIsPush)))
            .Distinct();
        foreach (var kind in wanted.GroupBy(each => each.IsPush))
        {
            var path = kind.Key ? PushPath : ContainerRepository.Entity.Path;
            foreach (var filter in QueryFilters.Filters("name", kind.Select(each => each.Name), path))
            {
                foreach (var repository in await pulp.ListAsync(path, filter, ct))
                {
                    _found[((string)repository["name"]!, kind.Key)] = repository;
                }
            }
        }
    }

    /// <summary>A repository has a newer version: what comes next starts from there.</summary>
    public void Moved(string name, bool isPush, string version)
    {
        var moved = _found[(name, isPush)].DeepClone().AsObject();
        moved["latest_version_href"] = version;
        _found[(name, isPush)] = moved;
    }

    /// <exception cref="ModuleHost.ModuleException">There is none, and this is no check mode.</exception>
    public JsonObject Get(string name, bool isPush) => _found.TryGetValue((name, isPush), out var found)
        ? found
        : pulp.Assume($"Could not find {(isPush ? "container-push" : "container")} repository with {{'name': '{name}'}}.", name);
}
