// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using CommandLine;
using Sandbox;
using Sandbox.Settings;

var words = new CommandWords();
words.Root.SetAction(async (parsed, _) =>
{
    RunningSandbox started;
    try
    {
        started = await RunningSandbox.StartAsync(words.Read(parsed));
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
});

return await new CommandProgram("pulp-sandbox", ProgramVersion.Of(typeof(RunningSandbox)), words.Root)
    .Note(words.Root, """
        The address is printed on the first line of the output. SIGTERM and SIGINT end it cleanly.

        example: pulp-sandbox --listen 127.0.0.1:8080 --state pulp.json
        """)
    .RunAsync(args, Console.Out, Console.Error);
