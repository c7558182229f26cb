// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using CommandLine;
using ModuleHost.Execution;
using Modules.Pulp.Lists.Reporting;
using Modules.Watch;
using IModule = ModuleHost.IModule;

namespace Modules.Shell;

/// <summary><c>kayobe-modules</c> as a person at a shell meets it. A call by Ansible never comes here.</summary>
internal static class ShellCommands
{
    private const string Name = "kayobe-modules";

    public static CommandProgram Of(IReadOnlyList<IModule> modules, Host host, string version)
    {
        var root = new RootCommand("Ansible modules for Pulp and what surrounds it. Ansible calls this program; a person can, too.");
        var names = new Option<bool>("--list") { Description = "the names of the modules, one a line" };
        var list = ListCommand(modules);
        var watch = WatchCommand();
        foreach (var module in modules.OrderBy(module => module.Name, StringComparer.Ordinal))
        {
            root.Subcommands.Add(ModuleCommand(module, host));
        }

        root.Subcommands.Add(list);
        root.Subcommands.Add(watch);
        var program = new CommandProgram(Name, version, root);
        root.Options.Add(names);
        root.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(
            parsed.GetValue(names)
                ? string.Concat(modules.Select(module => module.Name + "\n").Order(StringComparer.Ordinal))
                : program.Help(root)));
        return program
            .Note(root, $"""
                  {Name} MODULE ARGUMENTS.json   runs a module; - reads the arguments from standard input
                  {Name} MODULE --help           its options, their defaults and an example
                """)
            .Note(list, $"example: {Name} list rpm")
            .Note(watch, WatchNote);
    }

    private static string WatchNote => $"""
        Without FILE it is the newest one in {string.Join(", ", ProgressFolder.All)}.
        It ends with the run: 0, or 1 where the run ended without a word.

        example: {Name} watch
        """;

    private static Command ListCommand(IReadOnlyList<IModule> modules)
    {
        var word = new Argument<string?>("WORD")
        {
            Description = "only modules that have it in their name or purpose",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("list", "tell the modules and what each is for") { Arguments = { word } };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(ModuleList.Of(modules, parsed.GetValue(word))));
        return command;
    }

    private static Command WatchCommand()
    {
        var file = new Argument<string?>("FILE") { Description = "the progress file of a list module", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("watch", "show the progress of a list module while it runs, drawn at a terminal, in lines elsewhere")
        {
            Arguments = { file },
        };
        command.SetAction((parsed, _) => Watcher.RunAsync(
            parsed.GetValue(file), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static Command ModuleCommand(IModule module, Host host)
    {
        var arguments = new Argument<string>("ARGUMENTS") { Description = "a file with the arguments as one JSON object, or -" };
        return new Command(module.Name) { Arguments = { arguments }, Action = new ModuleAction(module, host, arguments) };
    }
}
