// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.GitHub.Runners;

/// <summary>From what is seen of a runner to what is to be done; a value out of values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it is to be registered.</param>
/// <param name="Labels">Its labels; null for whatever it has.</param>
/// <param name="Replace">Registers anew in any case.</param>
/// <param name="HasService">Whether it is a service.</param>
/// <param name="Runs">Whether that is to run.</param>
internal sealed record RunnerPlan(string Name, Uri Url, IReadOnlyList<string>? Labels, bool Replace, bool HasService, bool Runs)
{
    /// <summary>What makes it be there.</summary>
    public IReadOnlyList<RunnerStep> Steps(RunnerSeen seen)
    {
        var registers = Registers(seen);
        var service = registers || !seen.HasUnit ? null : seen.Service;
        var restarts = !seen.HasEnv || !seen.IsInstalled;
        return
        [
            .. If(!registers && HasService && seen is { IsInstalled: false, IsActive: true }, RunnerStep.Stop),
            .. If(!seen.IsInstalled, RunnerStep.Install),
            .. If(!seen.HasEnv, RunnerStep.WriteEnv),
            .. If(registers && HasService && seen.Service is not null, RunnerStep.Uninstall),
            .. If(registers && IsRenamed(seen), RunnerStep.Unregister),
            .. If(registers && seen.Here is not null, RunnerStep.Forget),
            .. If(registers, RunnerStep.Register),
            .. If(!registers && HasOtherLabels(seen), RunnerStep.Relabel),
            .. If(HasService && service is null, RunnerStep.InstallService),
            .. If(HasService && service is not null && seen.IsActive && (!Runs || (restarts && seen.IsInstalled)), RunnerStep.Stop),
            .. If(HasService && Runs && (service is null || !seen.IsActive || restarts), RunnerStep.Start),
        ];
    }

    /// <summary>What makes it be gone.</summary>
    public IReadOnlyList<RunnerStep> Removal(RunnerSeen seen, bool hasFolder) =>
    [
        .. If(HasService && seen.Service is not null, RunnerStep.Uninstall),
        .. If(seen.There is not null || seen.Former is not null || (!seen.WasAsked && seen.Here is not null), RunnerStep.Unregister),
        .. If(hasFolder, RunnerStep.Delete),
    ];

    private bool Registers(RunnerSeen seen) => Replace
        || seen.Here is not { } here
        || !IsHere(here.Url)
        || IsRenamed(seen)
        || (seen.WasAsked && seen.There?.Id != here.Id);

    /// <summary>Whether the folder's registration has another name than the one that is wanted. A server that has it tells.</summary>
    private bool IsRenamed(RunnerSeen seen) => seen.Former is not null
        || (!seen.WasAsked && seen.Here is { Name.Length: > 0 } here && IsHere(here.Url) && here.Name != Name);

    /// <summary>Whether an address is the one that it is to be registered at.</summary>
    public bool IsHere(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var here)
            && string.Equals(here.AbsoluteUri.TrimEnd('/'), Url.AbsoluteUri.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Those that each has by itself may be asked for, and are there; unless it was told to have none.</summary>
    private bool HasOtherLabels(RunnerSeen seen) => Labels is not null && seen.There is { } there
        && (Labels.Except(there.AllLabels, StringComparer.OrdinalIgnoreCase).Any()
            || there.Labels.Except(Labels, StringComparer.OrdinalIgnoreCase).Any());

    private static IEnumerable<RunnerStep> If(bool due, RunnerStep step) => due ? [step] : [];
}
