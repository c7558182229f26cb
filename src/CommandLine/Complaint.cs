// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using System.CommandLine.Parsing;

namespace CommandLine;

/// <summary>What is wrong with a command line, and what was meant, perhaps.</summary>
public static class Complaint
{
    /// <summary>The first thing that is wrong; null for nothing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">What the program is called.</param>
    public static string? Of(ParseResult parsed, string program)
    {
        var command = parsed.CommandResult.Command;

        // What begins as an option does is none where a value may stand, to the parser.
        var values = parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value));
        if (parsed.UnmatchedTokens.Concat(values).FirstOrDefault(IsOption) is { } option)
        {
            return $"there is no option {option}{Nearest.Hint(option, Options(parsed.CommandResult))}";
        }

        if (parsed.UnmatchedTokens is [var word, ..])
        {
            return command.Subcommands.Count > 0
                ? NoCommand(word, command)
                : $"there is no place for '{word}' in '{Name(command, program)}'";
        }

        // That a command is missing is said of what lacks one because of another error.
        return parsed.Errors.OrderBy(error => error.SymbolResult is CommandResult).FirstOrDefault() is { } error
            ? Said(error, program)
            : null;
    }

    internal static string NoCommand(string word, Command among) =>
        $"there is no command '{word}'{Nearest.Hint(word, among.Subcommands.Select(command => command.Name))}";

    private static string Said(ParseError error, string program) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Option: var option } => $"{option.Name} needs a value",
        ArgumentResult { Tokens.Count: 0, Argument: var argument, Parent: CommandResult { Command: var command } } =>
            $"'{Name(command, program)}' needs {argument.Name}",
        _ => error.Message,
    };

    private static string Name(Command command, string program) =>
        command is RootCommand ? program : $"{program} {command.Name}";

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static IEnumerable<string> Options(CommandResult command) =>
        command.Command.Options
            .Concat(command.Parent is CommandResult parent ? parent.Command.Options.Where(option => option.Recursive) : [])
            .SelectMany(option => option.Aliases.Append(option.Name));
}
