using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Core;

/// <summary>Reports what a Pulp server says of itself.</summary>
internal sealed class StatusModule : IModule
{
    public string Name => "status";

    public ArgumentSpec Arguments { get; } = new(Connection.Arguments([]));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var status = (await pulp.Api.GetAsync("status/", ct)).Body;
        return status is JsonObject && status["versions"] is JsonArray
            ? new ModuleResult(false) { Values = new JsonObject { ["status"] = status.DeepClone() } }
            : throw new ModuleException($"{run.Get(Connection.PulpUrl)} answers, but does not look like a Pulp server. Check pulp_url.");
    }
}
