// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Builder.Preflight;
using Modules.Checks;
using Modules.Commands;
using Modules.Containers.Engine;

namespace Modules.Warp.Preflight;

/// <summary>Whether a host is ready for the wrapper of quickstart; what is safe to mend is mended where that is asked for.</summary>
/// <param name="commands">Programs of the host.</param>
/// <param name="askKvm">Asks the device of virtualization.</param>
/// <param name="patience">How long a program or the engine is waited for.</param>
internal sealed class OooqPreflightModule(ICommands commands, Func<string, KvmAnswer> askKvm, Patience patience) : IModule
{
    public OooqPreflightModule()
        : this(new HostCommands(), KvmDevice.Ask, Patience.Usual)
    {
    }

    public string Name => "oooq_preflight";

    public ArgumentSpec Arguments => PreflightArguments.Spec;

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var engine = new HostEngine(EngineArguments.Address(run), patience);
        var host = new HostState(run, new AnsweringCommands(commands, patience), askKvm, engine);
        var picked = run.Get(PreflightArguments.Checks);
        var mode = host.IsLocal ? Modes.Local : Modes.OnOpenStack;
        var checks = new JsonArray();
        var (missing, unknown, changed) = (new List<Check>(), 0, false);
        bool IsWanted(CheckKind kind) =>
            picked is { Count: > 0 } ? picked.Contains(kind.Id) : kind.Modes.HasFlag(mode) && kind.IsNeeded(host);
        foreach (var kind in CheckKind.All.Where(IsWanted))
        {
            var found = await kind.LookAsync(host, ct);
            var fixes = run.Get(PreflightArguments.Fix)
                ? found.Where(finding => finding.Fix is not null).ToDictionary(finding => finding.Check.What, finding => finding.Fix!)
                : [];
            if (fixes.Count > 0)
            {
                changed = true;
                found = await FixAsync(run, kind, host, fixes.Values, found, ct);
            }

            foreach (var finding in found)
            {
                checks.Add((JsonNode)Shown(kind.Id, finding, fixes.GetValueOrDefault(finding.Check.What), run.CheckMode));
            }

            missing.AddRange(found.Select(finding => finding.Check).Where(check => check.State == CheckState.NotOk));
            unknown += found.Count(finding => finding.Check.State == CheckState.Unknown);
        }

        return Result(run, checks, missing, unknown, changed);
    }

    /// <summary>Mends, and looks again; in check mode does neither.</summary>
    private static async Task<IReadOnlyList<Finding>> FixAsync(
        Invocation run, CheckKind kind, HostState host, IEnumerable<Fix> fixes, IReadOnlyList<Finding> found, CancellationToken ct)
    {
        if (run.CheckMode)
        {
            return found;
        }

        foreach (var fix in fixes)
        {
            try
            {
                run.UnderWay = fix.Does;
                await fix.DoAsync(ct);
                run.UnderWay = null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new ModuleException($"Run this as root, or set fix to no: to {fix.Does} fails: {failure.Message}", failure);
            }
        }

        return await kind.LookAsync(host, ct);
    }

    private static JsonObject Shown(string id, Finding finding, Fix? done, bool checkMode)
    {
        var json = new JsonObject { ["id"] = id };
        foreach (var (key, value) in finding.Check.ToJson())
        {
            json[key] = value?.DeepClone();
        }

        if ((done ?? finding.Fix) is { } fix)
        {
            (json["fix"], json["fixed"]) = (fix.Does, done is not null && !checkMode);
        }

        return json;
    }

    private static ModuleResult Result(Invocation run, JsonArray checks, List<Check> missing, int unknown, bool changed)
    {
        var values = new JsonObject { ["checks"] = checks, ["ready"] = missing.Count == 0 };
        var told = missing.Count == 0
            ? $"{checks.Count - unknown} of {checks.Count} checks are ok, {unknown} cannot be told."
            : string.Join(' ', missing.Select(check => $"{check.What}: {check}"));
        if (run.Get(PreflightArguments.Strict) && missing.Count > 0)
        {
            throw new ModuleException(
                $"Mend this before the wrapper is started: {told}") { Details = values, Changed = changed && !run.CheckMode };
        }

        values["msg"] = told;
        return new ModuleResult(changed) { Values = values };
    }
}
