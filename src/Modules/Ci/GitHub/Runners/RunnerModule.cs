// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Commands;
using static Modules.Ci.GitHub.Runners.RunnerArguments;

namespace Modules.Ci.GitHub.Runners;

/// <summary>A self-hosted runner: its programs, its registration on both sides, its labels and its service.</summary>
/// <param name="commands">Runs its programs.</param>
/// <param name="settling">How long after its start a service has ended that cannot work; null for the usual.</param>
internal sealed class RunnerModule(ICommands commands, TimeSpan? settling = null) : IModule
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    string IModule.Name => "github_runner";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => Spec;

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var target = GitHubTarget.Of(run);
        RefuseLabels(run.Get(Labels) ?? []);
        var folder = new RunnerFolder(run.Get(Folder)!);
        folder.RequirePlace(goes: run.Get(State) == Absent);
        using var gitHub = run.Get(GitHubConnection.Token) is null ? null : GitHubConnection.Open(run);
        var plan = new RunnerPlan(
            run.Get(RunnerArguments.Name),
            Url(run, target),
            run.Get(Labels),
            run.Get(Replace),
            run.Get(Manager) == Systemd,
            run.Get(State) == Started);
        var programs = new RunnerPrograms(commands, folder, run.Get(User), run);
        var isWanted = run.Get(State) != Absent;
        // A wrong token is told before anything is looked for that this host may not even reach.
        var registered = await ListAsync(gitHub, target, ct);
        var source = isWanted && (!folder.IsInstalled || run.Get(RunnerArguments.Version) != "latest")
            && !IsVersion(folder, run.Get(RunnerArguments.Version)!) ? await RunnerSource.OfAsync(run, ct) : null;
        var seen = await LookAsync(run, registered, plan, folder, programs, source, ct);
        var steps = isWanted ? plan.Steps(seen) : plan.Removal(seen, Directory.Exists(folder.Path));
        RefuseOther(run, seen, steps);
        if (isWanted)
        {
            await programs.RequireUserAsync(ct);
        }

        WarnOfElsewhere(run, plan, seen, steps);
        if (!run.CheckMode && steps.Count > 0)
        {
            await new RunnerWork(run, target, folder, gitHub, programs, source, plan.Url, settling ?? Settling).TakeAsync(seen, steps, ct);
        }

        var after = run.CheckMode || steps.Count == 0 ? seen
            : await LookAsync(run, await ListAsync(gitHub, target, ct), plan, folder, programs, null, ct);
        var words = new JsonArray([.. steps.Select(step => (JsonNode?)step.ToString())]);
        return new(steps.Count > 0)
        {
            Values = new()
            {
                ["id"] = after.There?.Id ?? after.Here?.Id,
                ["name"] = run.Get(RunnerArguments.Name),
                ["found"] = seen.Words,
                ["steps"] = words,
                ["status"] = after.There is { } there ? there.IsOnline ? "online" : "offline" : null,
                ["labels"] = after.There is null ? null : new JsonArray([.. after.There.AllLabels.Select(each => (JsonNode?)each)]),
                ["service"] = after.Service,
                ["version"] = folder.Version,
            },
            Difference = steps.Count == 0 ? null : new(seen.Words, $"{run.Get(State)}: {string.Join(", ", steps)}"),
        };
    }

    /// <summary>A runner that works under that name somewhere else is not pushed out, and one that works is not stopped.</summary>
    private static void RefuseOther(Invocation run, RunnerSeen seen, IReadOnlyList<RunnerStep> steps)
    {
        var isWanted = run.Get(State) != Absent;
        if (steps.Contains(RunnerStep.Unregister)
            && (seen.Former is { IsBusy: true } ? seen.Former : isWanted ? null : seen.There) is { IsBusy: true } busy)
        {
            throw new ModuleException($"Wait until its job has ended: the runner '{busy.Name}' is busy.");
        }

        // A name whose folder is gone goes all the same: nobody else is left to say that it shall.
        if ((steps.Contains(RunnerStep.Register) || (!isWanted && seen.Here is not null))
            && seen.There is { IsOnline: true } other && seen.Here?.Id != other.Id && !run.Get(Replace))
        {
            throw new ModuleException(
                $"Give another name than '{other.Name}', or replace: true: a runner of that name is online elsewhere.");
        }
    }

    /// <summary>What the token is no key to stays.</summary>
    private static void WarnOfElsewhere(Invocation run, RunnerPlan plan, RunnerSeen seen, IReadOnlyList<RunnerStep> steps)
    {
        if (steps.Contains(RunnerStep.Forget) && seen.Here is { Url.Length: > 0 } here && !plan.IsHere(here.Url))
        {
            _ = run.Warnings.Add(
                $"Remove the runner '{here.Name}' of {here.Url} there: this one's registration moves, and that one stays.");
        }
    }

    /// <summary>The runner's program takes them as one text with commas.</summary>
    private static void RefuseLabels(IReadOnlyList<string> labels)
    {
        if (labels.FirstOrDefault(each => each.Trim().Length == 0 || each.Contains(',', StringComparison.Ordinal)) is { } bad)
        {
            throw new ModuleException($"Give each label by itself in labels: '{bad}' is none, or several.");
        }
    }

    private static bool IsVersion(RunnerFolder folder, string wanted) => folder.IsInstalled && folder.Version == wanted.TrimStart('v');

    /// <summary>All that GitHub knows of; null without a token.</summary>
    private static async Task<IReadOnlyList<RegisteredRunner>?> ListAsync(GitHubApi? gitHub, GitHubTarget target, CancellationToken ct) =>
        gitHub is null ? null : await RegisteredRunner.ListAsync(gitHub, target, ct);

    private static async Task<RunnerSeen> LookAsync(
        Invocation run,
        IReadOnlyList<RegisteredRunner>? registered,
        RunnerPlan plan,
        RunnerFolder folder,
        RunnerPrograms programs,
        RunnerSource? source,
        CancellationToken ct)
    {
        var service = run.Get(Manager) == Systemd ? folder.Service : null;
        var isActive = service is not null && await programs.IsActiveAsync(service, ct);
        var here = folder.Registered;
        var there = registered?.FirstOrDefault(each => each.Name == plan.Name);
        return new(
            folder.IsInstalled && source is null,
            here,
            there,
            registered is not null,
            run.Get(Env) is not { } env || RunnerEnv.Of(env).IsIn(folder.Env),
            service,
            isActive,
            here is { } own && there?.Id != own.Id && plan.IsHere(own.Url) ? registered?.FirstOrDefault(each => each.Id == own.Id) : null,
            service is null || isActive || await programs.IsKnownAsync(service, ct));
    }

    private static Uri Url(Invocation run, GitHubTarget target) => new(
        run.Get(ServerUrl) is { Length: > 0 } server ? new Uri(server.TrimEnd('/') + "/") : GitHubConnection.Web(run), target.Name);
}
