// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Checks;
using Modules.Http;
using Modules.Pulp.Session;
using Modules.Waiting;

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
        var polling = Polling.For(TimeSpan.FromSeconds(run.Get(Patience)), Polling.Every(Pause));
        return await polling.UntilAsync<ModuleResult>(
            async stop =>
            {
                var (status, missing) = await LookAsync(run, needs, stop);
                return missing.Count == 0
                    ? new Look<ModuleResult>.Found(new ModuleResult(false) { Values = new JsonObject { ["status"] = status } })
                    : new Look<ModuleResult>.NotYet(() => NotReady(run, status, missing));
            },
            ct);
    }

    private static ModuleException NotReady(Invocation run, JsonObject? status, IReadOnlyList<string> missing) =>
        new($"Pulp is not ready after {run.Get(Patience)} s: {string.Join("; ", missing)}.")
        {
            Details = new JsonObject
            {
                ["missing"] = new JsonArray([.. missing.Select(each => (JsonNode?)each)]),
                ["status"] = status,
            },
        };

    private static async Task<(JsonObject? Status, IReadOnlyList<string> Missing)> LookAsync(
        Invocation run, Needs needs, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        try
        {
            var status = (await pulp.Api.GetAsync("status/", ct)).Body!.AsObject();
            return (status, [.. needs.Look(status).Where(check => check.State != CheckState.Ok).Select(check => check.Seen)]);
        }
        catch (ModuleException failure) when (!Untrusted.Is(failure))
        {
            return (null, [$"the API does not answer ({failure.Message})"]);
        }
    }
}
