// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Running;

/// <summary>
/// What the server has, read in few requests and asked for by name thousands of times. An object is kept as text: read, it
/// takes two times the memory, and looked into eight times.
/// </summary>
internal sealed class BulkState(PulpSession pulp) : IReferences
{
    private const int PageSize = 1000;
    private const int BatchesBeforeCounting = 3;

    private static readonly string[] Always =
        ["pulp_href", "name", "latest_version_href", "versions_href", "hidden_fields", "pulp_created", "pulp_type"];

    private readonly Dictionary<string, Dictionary<string, byte[]>> _known = [];

    /// <summary>What has been asked of each collection. What is read again, as another's reference, must not come back with less.</summary>
    private readonly Dictionary<string, HashSet<string>> _fields = [];

    /// <summary>Whether what has no effect with this server is refused.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What an item desires, as far as the server's release knows it.</summary>
    /// <exception cref="ModuleException">An option is not known to the server, or has no effect and that is refused.</exception>
    public Task<Desired> KnownAsync(Item item, ObjectKind kind, JsonObject? found, Desired desired, CancellationToken ct) =>
        KnownFields.OfAsync(
            pulp,
            kind,
            found,
            desired,
            doubt =>
            {
                if (IsStrict)
                {
                    throw new ModuleException(doubt);
                }

                pulp.Warn($"{item.Label}: {doubt}");
            },
            ct);

    /// <summary>Reads the objects of these names, those known already too: they may have changed.</summary>
    public async Task ReadAsync(string path, IEnumerable<string> names, IEnumerable<string> fields, CancellationToken ct)
    {
        var wanted = names.Where(name => name.Length > 0).ToHashSet();
        var known = _known.TryGetValue(path, out var before) ? before : _known[path] = [];
        var asked = _fields.TryGetValue(path, out var earlier) ? earlier : _fields[path] = [.. Always];
        asked.UnionWith(fields);
        var select = "fields=" + string.Join(',', asked);
        var batches = QueryFilters.Filters("name", wanted.Order(StringComparer.Ordinal), path + select).ToList();
        if (batches.Count > BatchesBeforeCounting && await IsShorterAsync(path, batches.Count, ct))
        {
            batches = [""];
        }

        foreach (var name in wanted)
        {
            _ = known.Remove(name);
        }

        foreach (var batch in batches)
        {
            await foreach (var each in pulp.EachAsync(path, batch.Length > 0 ? $"{batch}&{select}" : $"ordering=name&{select}", ct))
            {
                if ((string?)each["name"] is { } name && wanted.Contains(name))
                {
                    known[name] = Encoding.UTF8.GetBytes(each.ToJsonString());
                }
            }
        }
    }

    /// <summary>Reads what references found, see <see cref="ReferenceCollector"/>.</summary>
    public async Task ReadAsync(ReferenceCollector references, CancellationToken ct)
    {
        foreach (var group in references.Found.GroupBy(reference => reference.Target.Path))
        {
            await ReadAsync(group.Key, group.Select(reference => reference.Name), [], ct);
        }
    }

    public JsonObject? Find(string path, string name) =>
        _known.TryGetValue(path, out var known) && known.TryGetValue(name, out var text) ? JsonNode.Parse(text)!.AsObject() : null;

    public Task<JsonObject> FindAsync(Target target, string name, CancellationToken ct) =>
        Task.FromResult(Find(target.Path, name) ?? pulp.Assume($"Could not find {target.Noun} '{name}'.", name));

    /// <summary>Whether reading all takes fewer requests than asking for the names.</summary>
    private async Task<bool> IsShorterAsync(string path, int batches, CancellationToken ct)
    {
        var count = (long)(await pulp.PageAsync($"{path}?limit=1&fields=pulp_href", ct))["count"]!;
        return (count + PageSize - 1) / PageSize <= batches;
    }
}
