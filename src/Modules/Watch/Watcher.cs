// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Lists.Reporting;

namespace Modules.Watch;

/// <summary><c>kayobe-modules watch [FILE]</c>: follows a progress file to its end, drawn in
/// a terminal, told line by line elsewhere.</summary>
internal static class Watcher
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="file">The progress file; null for the newest one.</param>
    /// <param name="output">Where lines go; a terminal is drawn on.</param>
    /// <param name="error">Told that there is nothing to watch.</param>
    /// <returns>The exit code; 1 where the run ended without a word.</returns>
    public static async Task<int> RunAsync(string? file, TextWriter output, TextWriter error)
    {
        file ??= ProgressFolder.Newest();
        if (file is null || !File.Exists(file))
        {
            await error.WriteLineAsync(
                file is not null
                    ? $"There is no file '{file}'."
                    : $"Nothing to watch: there is no progress file in {string.Join(", ", ProgressFolder.All)}.");
            return 2;
        }

        var state = new ProgressState(file);
        IScreen screen = Console.IsOutputRedirected ? new PlainScreen(output) : new LiveScreen();
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var half = "";
        for (var alive = true; ;)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                // A line may be read while it is written: the rest comes next time.
                half = state.Take(half + line) is { } told ? Tell(told) : line.EndsWith('}') ? "" : half + line;
            }

            var isLost = !alive && state.Ending is null; // what it wrote last is read by now
            if (isLost)
            {
                _ = Tell(state.Lost());
            }

            screen.Draw(state);
            if (state.Ending is not null)
            {
                screen.End(state);
                return isLost ? 1 : 0;
            }

            alive = state.Writer is not { } writer || IsAlive(writer);
            await Task.Delay(Pause);
        }

        string Tell(string told)
        {
            screen.Tell(told);
            return "";
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
