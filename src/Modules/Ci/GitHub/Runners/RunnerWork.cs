// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using static Modules.Ci.GitHub.Runners.RunnerArguments;

namespace Modules.Ci.GitHub.Runners;

/// <summary>Takes the steps of a plan.</summary>
/// <param name="run">The call.</param>
/// <param name="target">Whose runner it is.</param>
/// <param name="folder">Its folder.</param>
/// <param name="gitHub">Null without a token.</param>
/// <param name="programs">Its programs.</param>
/// <param name="source">Where they come from; null where they are there.</param>
/// <param name="url">Where it is to be registered.</param>
/// <param name="settling">How long after its start a service has ended that cannot work.</param>
internal sealed class RunnerWork(
    Invocation run,
    GitHubTarget target,
    RunnerFolder folder,
    GitHubApi? gitHub,
    RunnerPrograms programs,
    RunnerSource? source,
    Uri url,
    TimeSpan settling)
{
    public async Task TakeAsync(RunnerSeen seen, IReadOnlyList<RunnerStep> steps, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            await TakeAsync(seen, step, ct);
        }
    }

    private async Task TakeAsync(RunnerSeen seen, RunnerStep step, CancellationToken ct)
    {
        switch (step)
        {
            case RunnerStep.Install:
                folder.Make();
                await source!.UnpackAsync(folder, ct);
                await programs.OwnAsync(ct);
                folder.Unpacked();
                break;
            case RunnerStep.WriteEnv:
                folder.WriteEnv(RunnerEnv.Of(run.Get(Env)!).Text(folder.Env));
                await programs.OwnAsync(ct);
                break;
            case RunnerStep.Uninstall:
                await UninstallAsync(seen, ct);
                break;
            case RunnerStep.Forget:
                folder.Forget();
                break;
            case RunnerStep.Register:
                folder.Forget(); // What is left of an earlier registration makes the program refuse.
                await programs.RegisterAsync(Options(), await TokenAsync("registration-token", ct), ct);
                break;
            case RunnerStep.Relabel:
                _ = await gitHub!.PutAsync(
                    "change the runner's labels", $"{target.Runners}/{seen.There!.Id}/labels", new() { ["labels"] = LabelList() }, ct);
                break;
            case RunnerStep.InstallService:
                await InstallServiceAsync(ct);
                break;
            case RunnerStep.Stop:
                await programs.ServiceAsync(ct, "stop");
                break;
            case RunnerStep.Start:
                await StartAsync(ct);
                break;
            case RunnerStep.Unregister:
                await UnregisterAsync(seen, ct);
                break;
            default:
                folder.Remove();
                break;
        }
    }

    /// <summary>What systemd does not know is not stopped: the program fails over it.</summary>
    private async Task UninstallAsync(RunnerSeen seen, CancellationToken ct)
    {
        if (seen.HasUnit)
        {
            await programs.ServiceAsync(ct, "stop");
        }

        await programs.ServiceAsync(ct, "uninstall");
    }

    /// <summary>The unit of a folder that is gone is in the way of the new one's, and goes first.</summary>
    private async Task InstallServiceAsync(CancellationToken ct)
    {
        string[] install = ["install", .. run.Get(User) is { } user ? [user] : Array.Empty<string>()];
        try
        {
            await programs.ServiceAsync(ct, install);
        }
        catch (ModuleException)
        {
            await programs.ServiceAsync(ct, "uninstall");
            await programs.ServiceAsync(ct, install);
        }
    }

    /// <summary>Started means that it runs afterwards: one that GitHub does not know any more ends right after its start.</summary>
    private async Task StartAsync(CancellationToken ct)
    {
        await programs.ServiceAsync(ct, "start");
        await Task.Delay(settling, ct);
        if (folder.Service is not { } service || !await programs.IsActiveAsync(service, ct))
        {
            throw new ModuleException(
                $"See journalctl -u {folder.Service ?? "actions.runner.*"}: the runner's service was started and does not run."
                    + (gitHub is null ? " Where that says that its registration was deleted, run this once with replace: true." : ""))
            {
                Changed = true,
            };
        }
    }

    /// <summary>By the program where it is registered here; that GitHub has forgotten it then is seen to.</summary>
    private async Task UnregisterAsync(RunnerSeen seen, CancellationToken ct)
    {
        var isWanted = run.Get(State) != Absent;
        if (folder.IsInstalled && seen.Here is { } here && (gitHub is null || (!isWanted && seen.There?.Id == here.Id)))
        {
            await programs.RemoveAsync(await TokenAsync("remove-token", ct), ct);
        }

        foreach (var runner in (RegisteredRunner?[])[seen.Former, isWanted ? null : seen.There])
        {
            if (runner is not null)
            {
                _ = await gitHub!.DeleteAsync("remove the runner", $"{target.Runners}/{runner.Id}", ct);
            }
        }
    }

    /// <summary>A token is asked for where one is needed, and nowhere else.</summary>
    private async Task<string> TokenAsync(string kind, CancellationToken ct)
    {
        var token = run.Get(RegistrationToken)
            ?? (string?)(await gitHub!.PostAsync($"ask for a {kind}", $"{target.Runners}/{kind}", ct))!.Fields["token"] ?? "";
        _ = run.Secret(token);
        return token;
    }

    private IReadOnlyList<string> Options() =>
    [
        "--url", url.AbsoluteUri, "--name", run.Get(RunnerArguments.Name), "--unattended", "--replace",
        .. run.Get(Labels) is { Count: > 0 } labels ? ["--labels", string.Join(',', labels)] : Array.Empty<string>(),
        .. run.Get(Group) is { Length: > 0 } group ? ["--runnergroup", group] : Array.Empty<string>(),
        .. run.Get(Ephemeral) ? ["--ephemeral"] : Array.Empty<string>(),
        .. run.Get(ExtraArguments) ?? [],
    ];

    private JsonArray LabelList() => new([.. run.Get(Labels)!.Select(each => (JsonNode?)each)]);
}
