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
internal sealed class RunnerWork(
    Invocation run, GitHubTarget target, RunnerFolder folder, GitHubApi? gitHub, RunnerPrograms programs, RunnerSource? source, Uri url)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>The file of variables, in the order given.</summary>
    /// <exception cref="ModuleException">A value has several lines.</exception>
    public static string EnvText(JsonObject env) => string.Concat(env.Select(pair =>
        pair.Value?.ToString() is { } value && !value.Contains('\n', StringComparison.Ordinal)
            ? $"{pair.Key}={value}\n"
            : throw new ModuleException($"Give one line in env.{pair.Key}: the runner reads no more of a variable.")));

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
                _ = Directory.CreateDirectory(folder.Path);
                await source!.UnpackAsync(folder.Path, ct);
                await programs.OwnAsync(ct);
                break;
            case RunnerStep.WriteEnv:
                folder.WriteEnv(EnvText(run.Get(Env)!));
                await programs.OwnAsync(ct);
                break;
            case RunnerStep.Uninstall:
                await programs.ServiceAsync(ct, "stop");
                await programs.ServiceAsync(ct, "uninstall");
                break;
            case RunnerStep.Forget:
                folder.Forget();
                break;
            case RunnerStep.Register:
                await programs.RegisterAsync(Options(), await TokenAsync("registration-token", ct), ct);
                break;
            case RunnerStep.Relabel:
                _ = await gitHub!.PutAsync(
                    "change the runner's labels", $"{target.Runners}/{seen.There!.Id}/labels", new() { ["labels"] = LabelList() }, ct);
                break;
            case RunnerStep.InstallService:
                await programs.ServiceAsync(ct, ["install", .. run.Get(User) is { } user ? [user] : Array.Empty<string>()]);
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

    /// <summary>Started means that it runs afterwards: one that GitHub does not know any more ends right after its start.</summary>
    private async Task StartAsync(CancellationToken ct)
    {
        await programs.ServiceAsync(ct, "start");
        await Task.Delay(Settling, ct);
        if (folder.Service is not { } service || !await programs.IsActiveAsync(service, ct))
        {
            throw new ModuleException(
                $"See journalctl -u {folder.Service ?? "actions.runner.*"}: the runner's service was started and does not run.")
            {
                Changed = true,
            };
        }
    }

    /// <summary>By the program where it is registered here; that GitHub has forgotten it then is seen to.</summary>
    private async Task UnregisterAsync(RunnerSeen seen, CancellationToken ct)
    {
        if (folder.IsInstalled && seen.Here is { } here && (seen.There is null || seen.There.Id == here.Id))
        {
            await programs.RemoveAsync(await TokenAsync("remove-token", ct), ct);
        }

        if (seen.There is not null)
        {
            _ = await gitHub!.DeleteAsync("remove the runner", $"{target.Runners}/{seen.There.Id}", ct);
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
