// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using CommandLine;
using ModuleHost.Execution;
using Modules.Documentation;
using IModule = ModuleHost.IModule;

namespace Modules.Shell;

/// <summary>A module as a command: it runs as Ansible would run it.</summary>
internal sealed class ModuleAction(IModule module, Host host, Argument<string> arguments) : DescribedAction
{
    public override string Help() => ModulePage.Of(new Subject(module, WordsFolder.Carried));

    public override Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default) =>
        host.RunOnStandardStreamsAsync(module.Name, [module.Name, parseResult.GetRequiredValue(arguments)]);
}
