// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CommandLine;
using ModuleHost;
using Modules.Documentation;

namespace Modules.Shell;

/// <summary>A module's help at a shell: what <c>ansible-doc</c> shows, with one example.</summary>
internal static partial class ModulePage
{
    public static string Of(Subject subject)
    {
        var page = new StringBuilder();
        _ = page.Append(CultureInfo.InvariantCulture, $"{subject.Name}: {subject.Own.ShortDescription}\n")
            .Append(CultureInfo.InvariantCulture, $"usage: kayobe-modules {subject.Name} ARGUMENTS.json, - for standard input\n");
        foreach (var text in subject.All.SelectMany(words => words.Description))
        {
            _ = page.Append('\n').Append(Columns.Folded(Plain(subject.Said(text)), 0));
        }

        _ = page.Append("\noptions:\n");
        foreach (var option in new OptionReader(subject).Read())
        {
            Write(page, option, 2);
        }

        return page.Append(CultureInfo.InvariantCulture, $"\nexample:\n{FirstTask(subject.Own.Examples, subject.Name)}\n")
            .Append(CultureInfo.InvariantCulture, $"All examples and what it answers: ansible-doc stackhpc.kayobe_modules.{subject.Name}\n")
            .ToString();
    }

    private static void Write(StringBuilder page, OptionWords option, int indent)
    {
        _ = page.Append(Columns.Folded($"{option.Argument.Name} ({Facts(option.Argument)})", indent))
            .Append(Columns.Folded(Plain(string.Join(' ', option.Sentences)), indent + 4));
        foreach (var inside in option.Inside ?? [])
        {
            Write(page, inside, indent + 4);
        }
    }

    private static string Facts(Argument argument) => string.Join("; ", new[]
    {
        argument.Elements is { } elements ? $"{argument.Type.InAnsible()} of {elements.InAnsible()}" : argument.Type.InAnsible(),
        argument.Required ? "required" : null,
        argument.Choices.Count > 0 ? $"one of {string.Join(", ", argument.Choices)}" : null,
        argument.Default is { } otherwise ? $"default {otherwise.ToJsonString()}" : null,
        argument.Aliases.Count > 0 ? $"also {string.Join(", ", argument.Aliases)}" : null,
    }.OfType<string>());

    /// <summary>The first task of the examples that calls the module; before it may stand comments, and tasks of others.</summary>
    private static string FirstTask(string examples, string name)
    {
        var tasks = TaskStart().Split(examples).Select(task => task.TrimEnd());
        var first = tasks.First(task => task.Contains($"stackhpc.kayobe_modules.{name}:", StringComparison.Ordinal));
        return string.Concat(first.Split('\n').Select(line => $"  {line}".TrimEnd() + "\n"));
    }

    /// <summary>Without Ansible's marks.</summary>
    private static string Plain(string text) => Mark().Replace(text, "$1");

    [GeneratedRegex(@"\b[BCEIMOV]\(([^)]*)\)")]
    private static partial Regex Mark();

    [GeneratedRegex("(?m)^(?=- )")]
    private static partial Regex TaskStart();
}
