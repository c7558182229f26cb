// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Warp.Settings;

namespace Modules.Warp.CommandLines;

/// <summary>Tells what would be run; touches neither host nor engine.</summary>
internal sealed class CommandModule : IModule
{
    public string Name => "oooq_command";

    public ArgumentSpec Arguments { get; } = new([.. WarpArguments.All, .. ContainerArguments.All]) { SkipsEmptyVariables = true };

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var settings = SettingsReader.Read(run);
        return Task.FromResult(new ModuleResult(Changed: false)
        {
            Values = CommandReport.Of(new(settings, ContainerSettings.Read(run, settings.Folders.Workspace))),
        });
    }
}
