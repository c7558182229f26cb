// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using System.Globalization;
using System.Text;

namespace CommandLine;

/// <summary>The help of a command, as text for a page of a fixed width.</summary>
internal static class HelpPage
{
    /// <param name="program">What the program is called.</param>
    /// <param name="command">The command; the program's root for the whole.</param>
    /// <param name="note">What stands at the end.</param>
    public static string Of(string program, Command command, string? note)
    {
        var page = new StringBuilder();
        var isRoot = command is RootCommand;

        // A command that nobody describes here has another list.
        var commands = command.Subcommands.Where(each => each.Description is { Length: > 0 }).ToList();
        var options = command.Options.Where(option => !option.Hidden).ToList();
        var words = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? argument.Name : $"[{argument.Name}]");
        string[] usage =
        [
            program,
            .. isRoot ? Array.Empty<string>() : [command.Name],
            .. options.Count > 0 ? ["[options]"] : Array.Empty<string>(),
            .. words,
        ];
        if (command.Description is { Length: > 0 } description)
        {
            _ = page.Append(Columns.Folded($"{(isRoot ? program : command.Name)}: {description}", 0)).Append('\n');
        }

        _ = page.Append(CultureInfo.InvariantCulture, $"usage: {string.Join(' ', usage)}\n");
        if (isRoot && commands.Count > 0)
        {
            _ = page.Append(CultureInfo.InvariantCulture, $"       {program} COMMAND\n");
        }

        Columns.Table(page, "commands", commands.Select(each => (Words(each), each.Description!)));
        Columns.Table(page, "words", command.Arguments.Select(each => (each.Name, each.Description ?? "")));
        Columns.Table(page, "options", options.Select(each => (Words(each), About(each))));
        return note is null ? page.ToString() : page.Append('\n').Append(note.TrimEnd()).Append('\n').ToString();
    }

    private static string Words(Command command) => string.Join(' ', command.Arguments
        .Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? argument.Name : $"[{argument.Name}]").Prepend(command.Name));

    private static string Words(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias != option.Name).Prepend(option.Name));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private static string About(Option option) =>
        option.HasDefaultValue && option.HelpName is not null && option.GetDefaultValue() is { } value
        ? $"{option.Description} (default {Convert.ToString(value, CultureInfo.InvariantCulture)})"
        : option.Description ?? "";
}
