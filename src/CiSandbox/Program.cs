using System.Runtime.InteropServices;
using CiSandbox;
using CiSandbox.Areas;
using CiSandbox.GitHub;
using CiSandbox.GitLab;
using CiSandbox.OpenBao;
using CiSandbox.Settings;

IReadOnlyList<Area> areas =
[
    OpenBaoArea.Area,
    GitHubArea.Area,
    GitLabArea.Area,
];

if (args is ["--help" or "-h"])
{
    await Console.Out.WriteLineAsync(Options.Help(areas));
    return 0;
}

if (args is ["--version"])
{
    await Console.Out.WriteLineAsync($"ci-sandbox {typeof(Options).Assembly.GetName().Version?.ToString(3)}");
    return 0;
}

RunningSandbox started;
try
{
    started = await RunningSandbox.StartAsync(Options.Parse(args, areas));
}
catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"ci-sandbox: {problem.Message}");
    return 2;
}

await using var sandbox = started;
foreach (var (area, address) in sandbox.Addresses)
{
    await Console.Out.WriteLineAsync($"ci-sandbox {area} listens on {address}");
}

using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, sandbox.Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, sandbox.Stop);
await sandbox.Ended;

return 0;
