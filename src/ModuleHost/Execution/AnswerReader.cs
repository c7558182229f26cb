// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.InteropServices;

namespace ModuleHost.Execution;

/// <summary>
/// Who reads the answer: Ansible, through a pipe. A worker of its that was killed, or a connection that broke, sends no signal to a program
/// without a terminal; it would go on, and nobody could learn what it did.
/// </summary>
internal static partial class AnswerReader
{
    private const int Hangup = 1; // SIGHUP, what a terminal sends in the same case

    /// <summary>From now on, the process is told as by a terminal that the reader is gone.</summary>
    public static void Watch()
    {
        var watcher = new Thread(() =>
        {
            if (StandardStream.Output.AwaitHangup())
            {
                _ = Signal(Environment.ProcessId, Hangup);
            }
        }, maxStackSize: 64 * 1024) { IsBackground = true };
        try
        {
            watcher.Start();
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            // No thread to be had is no reason to fail: the answer is written to nobody, then.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
