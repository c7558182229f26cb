using System.Runtime.InteropServices;
using Sandbox;
using Sandbox.Settings;

if (args is ["--help" or "-h"])
{
    await Console.Out.WriteLineAsync(Options.Help);
    return 0;
}

if (args is ["--version"])
{
    await Console.Out.WriteLineAsync($"pulp-sandbox {typeof(Options).Assembly.GetName().Version?.ToString(3)}");
    return 0;
}

RunningSandbox started;
try
{
    started = await RunningSandbox.StartAsync(Options.Parse(args));
}
catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"pulp-sandbox: {problem.Message}");
    return 2;
}

await using var sandbox = started;
await Console.Out.WriteLineAsync($"pulp-sandbox listens on {sandbox.Address}");
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, sandbox.Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, sandbox.Stop);
await sandbox.Ended;

return 0;
