// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using ModuleHost;
using Modules.Commands;

namespace Modules.Ci.GitHub.Runners;

/// <summary>The runner's own programs, run by whom they are for. A token is in their environment, on no command line.</summary>
/// <param name="commands">Runs them.</param>
/// <param name="folder">Where they are.</param>
/// <param name="user">Who they are for; null for whoever runs the module.</param>
/// <param name="run">The call: told what is under way.</param>
internal sealed class RunnerPrograms(ICommands commands, RunnerFolder folder, string? user, Invocation run)
{
    private const string Running = "active";
    private const string NotFound = "not-found";

    /// <summary>Gives all files to the user.</summary>
    public async Task OwnAsync(CancellationToken ct)
    {
        if (Changes(user))
        {
            _ = await RunAsync(new("chown", "-R", $"{user}:", folder.Path), ct);
        }
    }

    /// <summary>Registers.</summary>
    public Task RegisterAsync(IReadOnlyList<string> options, string token, CancellationToken ct) =>
        ConfigureAsync("register the runner", options, token, ct);

    /// <summary>Goes.</summary>
    public Task RemoveAsync(string token, CancellationToken ct) => ConfigureAsync("remove the runner", ["remove"], token, ct);

    /// <summary>install, start, stop, uninstall. Made for root.</summary>
    public async Task ServiceAsync(CancellationToken ct, params IReadOnlyList<string> words)
    {
        run.UnderWay = $"{words[0]} the runner's service";
        _ = await RunAsync(new(folder.In("svc.sh"), words) { Folder = folder.Path }, ct);
        run.UnderWay = null;
    }

    /// <summary>Whether the service runs.</summary>
    public async Task<bool> IsActiveAsync(string service, CancellationToken ct) =>
        (await commands.RunAsync(new("systemctl", "is-active", service), ct)).Output.Trim() == Running;

    /// <summary>Whether systemd has the service: a host that was rebuilt may have kept the folder alone.</summary>
    public async Task<bool> IsKnownAsync(string service, CancellationToken ct) =>
        (await commands.RunAsync(new("systemctl", "show", "--property=LoadState", "--value", service), ct)).Output.Trim() != NotFound;

    /// <summary>Somebody who is not there owns no files; in check mode an earlier task may only have pretended to make them.</summary>
    /// <exception cref="ModuleException">This host does not have them.</exception>
    public async Task RequireUserAsync(CancellationToken ct)
    {
        if (!Changes(user) || (await commands.RunAsync(new("id", "-u", user!), ct)).ExitCode == 0)
        {
            return;
        }

        var told = $"Give in user somebody of this host: it has nobody called '{user}'.";
        if (!run.CheckMode)
        {
            throw new ModuleException(told);
        }

        _ = run.Warnings.Add(told);
    }

    private async Task ConfigureAsync(string what, IReadOnlyList<string> options, string token, CancellationToken ct)
    {
        run.UnderWay = what;
        var script = folder.In("config.sh");
        var command = Changes(user)
            ? new Command("runuser", ["-u", user!, "--preserve-environment", "--", script, .. options])
            : new Command(script, options);
        _ = await RunAsync(
            command with
            {
                Folder = folder.Path,
                Environment = new Dictionary<string, string>
                {
                    ["ACTIONS_RUNNER_INPUT_TOKEN"] = token,
                    [Changes(user) ? "RUNNER_MANUALLY_TRAP_SIG" : "RUNNER_ALLOW_RUNASROOT"] = "1",
                },
            },
            ct);
        run.UnderWay = null;
    }

    private async Task<CommandAnswer> RunAsync(Command command, CancellationToken ct)
    {
        var answer = await commands.RunAsync(command, ct);
        return answer.ExitCode == 0
            ? answer
            : throw new ModuleException(string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetFileName(command.Program)} ended with {answer.ExitCode}: {answer.LastLine}"))
            {
                Details = new() { ["stdout"] = answer.Output, ["stderr"] = answer.Errors },
            };
    }

    private static bool Changes(string? user) => user is { Length: > 0 } && user != Environment.UserName;
}
