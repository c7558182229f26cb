// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.GitHub.Runners;

/// <summary>From what is seen of a runner to what is to be done; a value out of values.</summary>
/// <param name="Url">Where it is to be registered.</param>
/// <param name="Labels">Its labels; null for whatever it has.</param>
/// <param name="Replace">Registers anew in any case.</param>
/// <param name="HasService">Whether it is a service.</param>
/// <param name="Runs">Whether that is to run.</param>
internal sealed record RunnerPlan(Uri Url, IReadOnlyList<string>? Labels, bool Replace, bool HasService, bool Runs)
{
    /// <summary>What makes it be there.</summary>
    public IReadOnlyList<RunnerStep> Steps(RunnerSeen seen)
    {
        var registers = Registers(seen);
        var service = registers ? null : seen.Service;
        var restarts = !seen.HasEnv || !seen.IsInstalled;
        return
        [
            .. If(!registers && HasService && seen is { IsInstalled: false, IsActive: true }, RunnerStep.Stop),
            .. If(!seen.IsInstalled, RunnerStep.Install),
            .. If(!seen.HasEnv, RunnerStep.WriteEnv),
            .. If(registers && HasService && seen.Service is not null, RunnerStep.Uninstall),
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
        .. If(seen.There is not null || (!seen.WasAsked && seen.Here is not null), RunnerStep.Unregister),
        .. If(hasFolder, RunnerStep.Delete),
    ];

    private bool Registers(RunnerSeen seen) => Replace
        || seen.Here is not { } here
        || !SameAddress(here.Url)
        || (seen.WasAsked && seen.There?.Id != here.Id);

    private bool SameAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var here)
            && string.Equals(here.AbsoluteUri.TrimEnd('/'), Url.AbsoluteUri.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private bool HasOtherLabels(RunnerSeen seen) => Labels is not null && seen.There is { } there
        && !there.Labels.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(
            Labels.Except(["self-hosted", "Linux", "X64", "ARM64"], StringComparer.OrdinalIgnoreCase)
                .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<RunnerStep> If(bool due, RunnerStep step) => due ? [step] : [];
}
