// SPDX-License-Identifier: GPL-3.0-or-later
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
            List<string> names = [.. kind.Select(each => each.Name)];
            await ReadAsync(kind.Key ? PushPath : ContainerRepository.Entity.Path, names, kind.Key, ct);
            if (kind.Key && names.Exists(name => !_found.ContainsKey((name, true))))
            {
                // From pulp_container 2.29 on a push makes an ordinary repository.
                await ReadAsync(ContainerRepository.Entity.Path, names.Where(name => !_found.ContainsKey((name, true))), true, ct);
            }
        }
    }

    /// <summary>Whether Pulp takes no units into a repository but those that are pushed.</summary>
    public static bool TakesPushesOnly(JsonObject repository) =>
        ((string?)repository["pulp_href"])?.Contains("/" + PushPath, StringComparison.Ordinal) == true;

    private async Task ReadAsync(string path, IEnumerable<string> names, bool isPush, CancellationToken ct)
    {
        foreach (var filter in QueryFilters.Filters("name", names.ToList(), path))
        {
            foreach (var repository in await pulp.ListAsync(path, filter, ct))
            {
                _found[((string)repository["name"]!, isPush)] = repository;
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

    /// <param name="name">Its name.</param>
    /// <param name="isPush">Whether images are pushed to it.</param>
    /// <param name="isRead">Nothing is to be changed; then no task of a play would have made one that is pushed to.</param>
    /// <exception cref="ModuleHost.ModuleException">There is none, and it cannot be assumed.</exception>
    public JsonObject Get(string name, bool isPush, bool isRead = false) => _found.TryGetValue((name, isPush), out var found) ? found
        : isPush && isRead ? throw new ModuleHost.ModuleException(
            $"Could not find container repository with {{'name': '{name}'}}: nothing was pushed to it.")
        : pulp.Assume($"Could not find {(isPush ? "container-push" : "container")} repository with {{'name': '{name}'}}.", name);
}
