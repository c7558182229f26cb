// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Commands;

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">Zero for success, as programs have it; 128 and the signal's number where a signal ended it.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record CommandAnswer(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line that says something, of the errors or else of the output: what a message should repeat.</summary>
    public string LastLine => Last(Errors) ?? Last(Output) ?? "it said nothing";

    private static string? Last(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
