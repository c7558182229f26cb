using System.Text;
using System.Text.Json.Nodes;
using Modules.Pulp.Engine;

namespace Modules.Pulp.Lists;

/// <summary>
/// What the server has, read in few requests and asked for by name thousands of times. An object is kept as text: read, it
/// takes two times the memory, and looked into eight times.
/// </summary>
internal sealed class BulkState(PulpSession pulp) : IReferences
{
    private const int RequestLine = 3800; // servers and proxies commonly refuse 4 or 8 kB
    private const int PageSize = 1000;
    private const int BatchesBeforeCounting = 3;

    private static readonly string[] Always = ["pulp_href", "name", "latest_version_href", "versions_href", "hidden_fields", "pulp_created", "pulp_type"];

    private readonly Dictionary<string, Dictionary<string, byte[]>> _known = [];

    /// <summary>Reads the objects of these names, those known already too: they may have changed.</summary>
    public async Task ReadAsync(string path, IEnumerable<string> names, IEnumerable<string> fields, CancellationToken ct)
    {
        var wanted = names.Where(name => name.Length > 0).ToHashSet();
        var known = _known.TryGetValue(path, out var before) ? before : _known[path] = [];
        var select = "fields=" + string.Join(',', Always.Concat(fields).Distinct());
        var batches = Batches(wanted, RequestLine - path.Length - select.Length).ToList();
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

    /// <summary>The names as few query parameters, none longer than a request line bears.</summary>
    private static IEnumerable<string> Batches(IEnumerable<string> names, int room)
    {
        var (batch, length) = (new List<string>(), 0);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var encoded = Uri.EscapeDataString(name);
            if (name.Contains(',', StringComparison.Ordinal))
            {
                yield return "name=" + encoded; // a comma separates the names of name__in
                continue;
            }

            if (length + encoded.Length > room)
            {
                yield return "name__in=" + string.Join(',', batch);
                (batch, length) = ([], 0);
            }

            batch.Add(encoded);
            length += encoded.Length + 1;
        }

        if (batch.Count > 0)
        {
            yield return "name__in=" + string.Join(',', batch);
        }
    }

    /// <summary>Whether reading all takes fewer requests than asking for the names.</summary>
    private async Task<bool> IsShorterAsync(string path, int batches, CancellationToken ct)
    {
        var count = (long)(await pulp.Api.GetAsync($"{path}?limit=1&fields=pulp_href", ct)).Body!["count"]!;
        return (count + PageSize - 1) / PageSize <= batches;
    }
}
