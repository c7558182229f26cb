// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;
using CiSandbox;
using CiSandbox.Areas;
using CiSandbox.GitHub;
using CiSandbox.GitLab;
using CiSandbox.OpenBao;
using CiSandbox.OpenStack;
using CiSandbox.Settings;
using CommandLine;

IReadOnlyList<Area> areas =
[
    OpenBaoArea.Area,
    OpenBaoArea.Standby,
    GitHubArea.Area,
    GitLabArea.Area,
    OpenStackArea.Area,
];

var words = new CommandWords(areas);
words.Root.SetAction(async (parsed, _) =>
{
    RunningSandbox started;
    try
    {
        started = await RunningSandbox.StartAsync(words.Read(parsed));
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
    using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = true; // servers read their configuration then; here there is none
        Console.Out.WriteLine("ci-sandbox reloads");
    });
    await sandbox.Ended;
    return 0;
});

return await new CommandProgram("ci-sandbox", ProgramVersion.Of(typeof(RunningSandbox)), words.Root)
    .Note(words.Root, """
        Each area that is named listens on an address of its own, port 0 on a free one; without any, all do on free ports of 127.0.0.1.
        The addresses are printed, a line for each area. State is in memory, but for what a journal keeps.
        SIGTERM and SIGINT end it cleanly.

        example: ci-sandbox --github 127.0.0.1:8081 --openbao 127.0.0.1:8200
        """)
    .RunAsync(args, Console.Out, Console.Error);
