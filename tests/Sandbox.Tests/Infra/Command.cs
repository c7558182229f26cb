// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;

namespace Sandbox.Tests.Infra;

/// <summary>Runs a real tool.</summary>
internal static class Command
{
    /// <summary>What it wrote to stdout; fails the test, with everything it said, when it fails.</summary>
    public static async Task<string> RunAsync(string tool, params string[] arguments)
    {
        var (code, output, errors) = await TryAsync(tool, arguments);
        return code == 0
            ? output
            : throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)} ended with {code}:\n{output}\n{errors}");
    }

    public static async Task<(int Code, string Output, string Errors)> TryAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
