// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Ci.Generated;

namespace Modules.Ci.Workflows.Settings;

/// <summary>Where the image of kayobe lies, and who pulls it.</summary>
/// <param name="Url">Text; null for a variable.</param>
/// <param name="UrlVariable">The variable.</param>
/// <param name="Username">Text; null for a variable.</param>
/// <param name="UsernameVariable">The variable.</param>
/// <param name="Password">An expression; null for a secret.</param>
/// <param name="PasswordSecret">The secret.</param>
/// <param name="IsShared">Whether all environments have one.</param>
internal sealed record Registry(
    string? Url, string UrlVariable, string? Username, string UsernameVariable, string? Password, string PasswordSecret, bool IsShared)
{
    public static readonly Argument<string?> UrlText = Argument.Text("url");
    public static readonly Argument<string?> UrlName = Argument.Text("url_variable") with { Default = "REGISTRY_URL" };
    public static readonly Argument<string?> UsernameText = Argument.Text("username");
    public static readonly Argument<string?> UsernameName = Argument.Text("username_variable") with { Default = "REGISTRY_USERNAME" };
    public static readonly Argument<string?> PasswordText = Argument.Text("password") with { Secrecy = Secrecy.Named };
    public static readonly Argument<string?> PasswordName = Argument.Text("password_secret") with
    {
        Default = "REGISTRY_PASSWORD",
        Secrecy = Secrecy.Open,
    };

    public static readonly Argument<bool> Shared = Argument.Flag("share", otherwise: false) with { Aliases = ["shared"] };

    public static readonly ArgumentSpec Spec = new([UrlText, UrlName, UsernameText, UsernameName, PasswordText, PasswordName, Shared]);

    private const string GitHub = "ghcr.io";

    /// <summary>What a playbook says; "" stands for nothing said.</summary>
    public static Registry Of(ArgumentValues? given) => new(
        Said(given, UrlText) is { } url ? ImageWord.Registry("registry.url", url) : null,
        SecretName.Checked(Said(given, UrlName) ?? "REGISTRY_URL", "registry.url_variable"),
        Said(given, UsernameText),
        SecretName.Checked(Said(given, UsernameName) ?? "REGISTRY_USERNAME", "registry.username_variable"),
        NotInClear(Said(given, PasswordText)),
        SecretName.Checked(Said(given, PasswordName) ?? "REGISTRY_PASSWORD", "registry.password_secret"),
        given?.Get(Shared) == true);

    /// <summary>The level of right to packages that a job needs: only GitHub's own registry goes by it.</summary>
    public string Packages(string needed) =>
        Url == GitHub || Url?.StartsWith(GitHub + "/", StringComparison.Ordinal) == true ? needed : Model.Permissions.None;

    public string UrlIn(Scope scope) => Url ?? Of(scope).Variable(UrlVariable);

    public string UsernameIn(Scope scope) => Username ?? Of(scope).Variable(UsernameVariable);

    public string PasswordIn(Scope scope) => Password ?? Of(scope).Secret(PasswordSecret);

    private Scope Of(Scope scope) => IsShared ? scope.Shared : scope;

    private static string? Said(ArgumentValues? given, Argument<string?> argument) =>
        given?.Get(argument) is { Length: > 0 } text ? text : null;

    private static string? NotInClear(string? password) => password?.Contains("${{", StringComparison.Ordinal) != false
        ? password
        : throw new ModuleException(
            "Give the name of a secret in registry.password_secret: registry.password holds a password in clear, "
                + "which would be committed with the workflows. An expression such as ${{ secrets.NAME }} will do as well.");
}
