// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost.Secrets;
using ModuleHost.Start;

namespace ModuleHost.Execution;

/// <summary>
/// The host as a program: on standard input and output, in UTF-8 whatever the locale says. Nothing here touches <see cref="Console"/>,
/// which would write to a terminal before the answer.
/// </summary>
public static class OnStandardStreams
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Held until the process ends: from the first moment to the last no signal ends it without an answer.</summary>
    private static Interruption? _interruption;

    /// <summary>Runs one call. Only its answer goes to standard output and nothing to standard error: Ansible merges the two
    /// over ssh, and takes what stands behind the answer for junk.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunOnStandardStreamsAsync(this Host host, string executable, IReadOnlyList<string> commandLine)
    {
        _interruption = new(host.Patience);
        ProcessStart.Runs();
        AnswerReader.Watch();
        using var input = new StreamReader(StandardStream.Input, Utf8);
        await using var output = new StreamWriter(StandardStream.Output, Utf8);
        AppDomain.CurrentDomain.UnhandledException += (_, crash) => AnswerFor((Exception)crash.ExceptionObject, output);
        try
        {
            return await host.RunAsync(executable, commandLine, input, output, _interruption);
        }
        catch (IOException)
        {
            return 1; // nobody is listening any more
        }
    }

    /// <summary>An exception on a thread nobody waits for ends the process. Its text stays here: it is not redacted.</summary>
    private static void AnswerFor(Exception crash, StreamWriter output)
    {
        var answer = Answer.Failure(OutOfMemory.IsBehind(crash)
            ? OutOfMemory.Message
            : $"This is a bug in the module: {crash.GetType().Name} in the background.");
        try
        {
            ProcessStart.Answers();
            output.WriteLine(Answer.Print(answer, new Redactor()));
            output.Flush();
        }
        catch (IOException)
        {
            // Nobody is listening any more.
        }

        Environment.Exit(1);
    }
}
