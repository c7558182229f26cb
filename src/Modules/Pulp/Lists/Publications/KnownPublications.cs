// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Publications;

/// <summary>The publications of one plugin, newest first. Pulp cannot be asked for those of several repositories at once.</summary>
internal sealed class KnownPublications(ListRun listRun, Entity entity)
{
    private const int AskedOneByOne = 3;
    private const int PageSize = 1000;

    private readonly List<JsonObject> _publications = [];

    /// <summary>Reads the publications of these repository versions: all of them.</summary>
    public async Task ReadVersionsAsync(IReadOnlyCollection<string> versions, CancellationToken ct)
    {
        foreach (var path in entity.Paths)
        {
            if (versions.Count > AskedOneByOne)
            {
                await ReadPagesAsync(path, () => false, ct);
                continue;
            }

            foreach (var version in versions)
            {
                Add(path, await listRun.Pulp.ListAsync(path, $"repository_version={Uri.EscapeDataString(version)}&{Order}", ct));
            }
        }
    }

    /// <summary>Reads until the newest publication of each of these repositories or
    /// repository versions is known, or none is left.</summary>
    public async Task ReadNewestAsync(IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        foreach (var path in wanted.Count > 0 ? entity.Paths : [])
        {
            await ReadPagesAsync(path, () => wanted.All(each => Newest(each, path) is not null), ct);
        }

        _publications.Sort((one, other) => string.CompareOrdinal((string?)other["pulp_created"], (string?)one["pulp_created"]));
    }

    /// <summary>Those of a repository version, of the collection they are kept in.</summary>
    public IReadOnlyList<JsonObject> Of(string path, string version) =>
        [.. _publications.Where(each => (string?)each["repository_version"] == version && (string?)each["path"] == path)];

    /// <summary>The newest of a repository or of one of its versions.</summary>
    /// <param name="repositoryOrVersion">Its href.</param>
    /// <param name="path">The collection it is kept in; null for any.</param>
    public JsonObject? Newest(string repositoryOrVersion, string? path) => _publications.FirstOrDefault(each =>
        (path is null || (string?)each["path"] == path)
        && (string?)each["repository_version"] is { } version
        && (version == repositoryOrVersion || version.StartsWith(repositoryOrVersion + "versions/", StringComparison.Ordinal)));

    private const string Order = "ordering=-pulp_created";

    private async Task ReadPagesAsync(string path, Func<bool> isEnough, CancellationToken ct)
    {
        var fields = string.Join(',', entity.ApiNames.Concat(["pulp_href", "pulp_created", "repository_version"]).Distinct());
        for (var offset = 0; ; offset += PageSize)
        {
            var page = await listRun.Pulp.PageAsync($"{path}?{Order}&fields={fields}&offset={offset}&limit={PageSize}", ct);
            Add(path, page["results"]!.AsArray().Select(each => each!.DeepClone().AsObject()));
            if (page["next"] is null || isEnough())
            {
                return;
            }
        }
    }

    private void Add(string path, IEnumerable<JsonObject> publications)
    {
        foreach (var each in publications)
        {
            each["path"] = path;
            _publications.Add(each);
        }
    }
}
