// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Docs.Tests;

/// <summary>A module with an option of each sort.</summary>
internal sealed class Lamp(bool supportsCheckMode = true) : IModule
{
    private static readonly Argument Colour = Argument.Choice("colour", "red", "green") with { Default = "red", Aliases = ["color"] };

    public string Name => "lamp";

    public bool SupportsCheckMode => supportsCheckMode;

    public ArgumentSpec Arguments { get; } = new(
    [
        Argument.RequiredText("name"),
        Colour,
        Argument.MappingList("switches", new ArgumentSpec([Argument.RequiredText("room"), Argument.Flag("on")])),
    ]);

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct) => Task.FromResult(new ModuleResult(false));
}
