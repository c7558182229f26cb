using System.Runtime.InteropServices;
using Sandbox;

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

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException problem)
{
    await Console.Error.WriteLineAsync($"{problem.Message}; see --help");
    return 2;
}

await using var sandbox = await Running.StartAsync(options);
await Console.Out.WriteLineAsync($"pulp-sandbox listens on {sandbox.Address}");
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, sandbox.Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, sandbox.Stop);
await sandbox.Ended;

return 0;
