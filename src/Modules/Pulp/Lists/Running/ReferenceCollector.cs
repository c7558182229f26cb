using System.Text.Json.Nodes;
using Modules.Converge;

namespace Modules.Pulp.Lists.Running;

/// <summary>Notes what items refer to instead of looking it up, so that all of it can be read at once.</summary>
internal sealed class ReferenceCollector : IReferences
{
    public HashSet<(Target Target, string Name)> Found { get; } = [];

    /// <summary>Notes what the fields of an entity refer to.</summary>
    public async Task CollectAsync(IEnumerable<Field> fields, JsonObject values, CancellationToken ct)
    {
        var nowhere = new JsonObject();
        foreach (var field in fields.Where(field => field.IsReference))
        {
            await field.AddAsync(nowhere, values, this, ct);
        }
    }

    public Task<JsonObject> FindAsync(Target target, string name, CancellationToken ct)
    {
        _ = Found.Add((target, name));
        return Task.FromResult(new JsonObject { ["pulp_href"] = Step.Pretended });
    }
}
