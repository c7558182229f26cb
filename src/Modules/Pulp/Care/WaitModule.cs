using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;
using Modules.Pulp.Session;

namespace Modules.Pulp.Care;

/// <summary>Waits until a server can work; says what is missing if it does not come.</summary>
internal sealed class WaitModule : IModule
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly Argument<long> Patience = Argument.Seconds("wait_timeout", otherwise: 300);

    public string Name => "wait_for_pulp";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), .. Needs.Arguments, Patience]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var needs = Needs.Of(run);
        var end = DateTimeOffset.UtcNow.AddSeconds(run.Get(Patience));
        while (true)
        {
            var (status, missing) = await LookAsync(run, needs, ct);
            if (missing.Count == 0)
            {
                return new ModuleResult(false) { Values = new JsonObject { ["status"] = status } };
            }

            if (DateTimeOffset.UtcNow >= end)
            {
                throw new ModuleException($"Pulp is not ready after {run.Get(Patience)} s: {string.Join("; ", missing)}.")
                {
                    Details = new JsonObject
                    {
                        ["missing"] = new JsonArray([.. missing.Select(each => (JsonNode?)each)]),
                        ["status"] = status,
                    },
                };
            }

            await Task.Delay(Pause, ct);
        }
    }

    private static async Task<(JsonObject? Status, IReadOnlyList<string> Missing)> LookAsync(
        Invocation run, Needs needs, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        try
        {
            var status = (await pulp.Api.GetAsync("status/", ct)).Body!.AsObject();
            return (status, needs.Missing(status));
        }
        catch (ModuleException failure) when (!Untrusted.Is(failure))
        {
            return (null, [$"the API does not answer ({failure.Message})"]);
        }
    }
}
