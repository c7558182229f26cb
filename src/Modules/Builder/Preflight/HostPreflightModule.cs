// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Checks;
using Modules.Commands;

namespace Modules.Builder.Preflight;

/// <summary>Whether a host is ready to be the builder or the all-in-one of kayobe-config's environments. Nothing is changed.</summary>
/// <param name="commands">Programs of the host.</param>
/// <param name="patience">How long one of them, or the engine, is waited for.</param>
internal sealed class HostPreflightModule(ICommands commands, Patience patience) : IModule
{
    public HostPreflightModule()
        : this(new HostCommands(), Patience.Usual)
    {
    }

    public string Name => "host_preflight";

    public ArgumentSpec Arguments => PreflightArguments.Spec;

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var settings = PreflightSettings.Read(run);
        var programs = new AnsweringCommands(commands, patience);
        var engine = await new EngineChecks(patience).LookAsync(settings.Engine, settings.Registry, ct);
        var storage = new StorageChecks(programs);
        var checks = new List<Check>();
        checks.AddRange(await new SystemChecks(programs).LookAsync(ct));
        foreach (var (path, bytes) in settings.SpaceFor(engine.Folder))
        {
            checks.Add(await storage.SpaceAsync(path, bytes, ct));
        }

        checks.Add(await storage.LvmAsync(settings.NeedsLvm, ct));
        checks.AddRange(await new NetworkChecks(programs).LookAsync(settings.Bridge, settings.Port, settings.Address, ct));
        checks.Add(KayobeChecks.VaultPassword(settings.VaultPasswordFile));
        checks.AddRange(settings.Checkouts.Select(checkout => KayobeChecks.Checkout(checkout.Path, checkout.Branch)));
        checks.AddRange(engine.Checks);
        foreach (var server in settings.Servers)
        {
            checks.Add(await ServerChecks.AskAsync(server, ct));
        }

        return Result(run, settings, checks);
    }

    /// <summary>Of what has to be done it is said who does it.</summary>
    private static Check Told(Check check) =>
        check.State == CheckState.Ok ? check : check with { DoneByPlaybook = check.DoneByPlaybook ?? false };

    private static ModuleResult Result(Invocation run, PreflightSettings settings, List<Check> checks)
    {
        var missing = checks.Where(check => check.State == CheckState.NotOk).ToList();
        var unknown = checks.Count(check => check.State == CheckState.Unknown);
        var values = new JsonObject
        {
            ["checks"] = new JsonArray([.. checks.Select(check => (JsonNode?)Told(check).ToJson())]),
            ["ready"] = missing.Count == 0,
        };
        var told = missing.Count == 0
            ? $"{checks.Count - unknown} of {checks.Count} checks are ok, {unknown} cannot be told."
            : string.Join(' ', missing.Select(check => $"{check.What}: {check}"));
        if (run.Get(PreflightArguments.Strict) && missing.Count > 0)
        {
            throw new ModuleException(
                $"Mend this, or let {settings.Needs.Playbook} do what it can: {told}") { Details = values };
        }

        values["msg"] = told;
        return new ModuleResult(false) { Values = values };
    }
}
