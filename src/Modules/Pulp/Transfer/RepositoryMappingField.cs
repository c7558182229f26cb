using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;

namespace Modules.Pulp.Transfer;

/// <summary>Names of exported repositories, and those of the repositories here: Pulp answers a
/// name that it lacks with a failure of its own.</summary>
internal sealed record RepositoryMappingField() : Field([Argument.Mapping("repo_mapping")], "repo_mapping")
{
    public override async Task AddAsync(JsonObject desired, JsonObject values, IReferences references, CancellationToken ct)
    {
        foreach (var (exported, here) in values[Argument.Name] as JsonObject ?? [])
        {
            if (here?.ToString() is not { Length: > 0 } name)
            {
                throw new ModuleException($"repo_mapping: '{exported}' is mapped to no repository. Give the name of one that is here.");
            }

            _ = await references.FindAsync(AnyKind.Repository, name, ct);
        }

        await base.AddAsync(desired, values, references, ct);
    }
}
