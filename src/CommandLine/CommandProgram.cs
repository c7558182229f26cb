// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

namespace CommandLine;

/// <summary>
/// A program as a person at a shell sees it: help, version, completion, and what was meant by a misspelt word. It writes where it is told
/// to and nowhere else: the console sets up the terminal it finds, and some terminals show that.
/// </summary>
public sealed class CommandProgram
{
    private readonly string _name;
    private readonly RootCommand _root;
    private readonly Dictionary<Command, string> _notes = [];

    /// <summary>Gives a program's commands what all programs have.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="version">What <c>--version</c> says.</param>
    /// <param name="root">Its options and commands.</param>
    public CommandProgram(string name, string version, RootCommand root)
    {
        (_name, _root) = (name, root);
        foreach (var standard in _root.Options.Where(option => option is HelpOption or VersionOption).ToList())
        {
            _ = _root.Options.Remove(standard); // the library's own would ask the console how wide it is
        }

        _root.Options.Add(new HelpOption("--help", "-h") { Action = new TextAction(Help) { Always = true }, Description = "this help" });
        _root.Options.Add(new VersionOption("--version")
        {
            Action = new TextAction(_ => version + "\n") { Always = true },
            Description = "the version",
        });
        _root.Subcommands.Add(HelpCommand());
        _root.Subcommands.Add(CompletionCommand());
    }

    /// <summary>How command lines are read here: words are what they are, and <c>@</c> at the beginning of one names no file.</summary>
    public static ParserConfiguration Parsing { get; } = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Adds to the end of a command's help, an example mostly.</summary>
    public CommandProgram Note(Command command, string text)
    {
        _notes[command] = text;
        return this;
    }

    /// <summary>Does what the words say.</summary>
    /// <param name="words">The command line, without the program.</param>
    /// <param name="output">What was asked for.</param>
    /// <param name="error">What is wrong.</param>
    /// <returns>The exit code; 2 for words that nobody knows.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter error)
    {
        var parsed = _root.Parse(words, Parsing);
        var asks = parsed.Action is TextAction { Always: true }
            || _root.Directives.Any(directive => parsed.GetResult(directive) is not null);
        if (!asks && Complaint.Of(parsed, _name) is { } complaint)
        {
            await error.WriteLineAsync($"{_name}: {complaint}\n'{_name} help' tells what there is.");
            return 2;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>The help of a command.</summary>
    public string Help(Command command) =>
        command.Action is DescribedAction described ? described.Help() : HelpPage.Of(_name, command, _notes.GetValueOrDefault(command));

    private string Help(ParseResult parsed) => Help(parsed.CommandResult.Command);

    private Command HelpCommand()
    {
        var named = new Argument<string?>("NAME")
        {
            Description = "a command",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { _ => _root.Subcommands.Select(command => new CompletionItem(command.Name)) },
        };
        named.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Find(token.Value) is null)
            {
                result.AddError(Complaint.NoCommand(token.Value, _root));
            }
        });
        return new Command("help", "tell what there is, and how it is used")
        {
            Arguments = { named },
            Action = new TextAction(parsed => Help(parsed.GetValue(named) is { } name ? Find(name) ?? _root : _root)),
        };
    }

    private Command CompletionCommand()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh" };
        shell.CompletionSources.Add([.. CompletionScript.Shells]);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !CompletionScript.Shells.Contains(token.Value))
            {
                result.AddError($"there is completion for {string.Join(" and ", CompletionScript.Shells)}, not for '{token.Value}'");
            }
        });
        var command = new Command("completion", "print a script that completes command lines")
        {
            Arguments = { shell },
            Action = new TextAction(parsed => CompletionScript.Of(parsed.GetRequiredValue(shell), _name)),
        };
        _notes[command] = CompletionScript.Installed(_name);
        return command;
    }

    private Command? Find(string name) => _root.Subcommands.FirstOrDefault(command => command.Name == name);
}
