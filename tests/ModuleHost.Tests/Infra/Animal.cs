// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Tests.Infra;

/// <summary>A module made of a function.</summary>
internal sealed record Animal(string Name, Func<Invocation, CancellationToken, Task<ModuleResult>> Behaviour) : IModule
{
    public static readonly Argument<string?> Text = Argument.Text("text") with { Aliases = ["old_text"] };
    public static readonly Argument<string?> Password = Argument.Text("password") with { Secrecy = Secrecy.Secret };
    public static readonly Argument<string?> User = Argument.Text("user") with { Secrecy = Secrecy.Named };

    public ArgumentSpec Arguments { get; init; } = new(
    [
        Text, Password, User,
        Argument.Choice("state", "present", "absent"),
        Argument.Text("outdated") with { Deprecated = "Use text." },
        Argument.Raw("anything"),
        Argument.Mapping("auth", new ArgumentSpec([Argument.Text("token") with { Secrecy = Secrecy.Secret }, Argument.Text("realm")])),
        Argument.TextList("pins") with { Secrecy = Secrecy.Secret },
    ]);

    public bool SupportsCheckMode { get; init; } = true;

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct) => Behaviour(run, ct);
}
