// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.GitHub.Runners;

/// <summary>What a playbook may say of a runner.</summary>
internal static class RunnerArguments
{
    public const string Started = "started";
    public const string Stopped = "stopped";
    public const string Absent = "absent";
    public const string Systemd = "systemd";

    public static readonly Argument<string> Name = Argument.RequiredText("name");
    public static readonly Argument<string?> Folder = Argument.Path("dir") with { Required = true };
    public static readonly Argument<string?> User = Argument.Text("user");
    public static readonly Argument<IReadOnlyList<string>?> Labels = Argument.TextList("labels");
    public static readonly Argument<string?> Group = Argument.Text("group");
    public static readonly Argument<bool> Ephemeral = Argument.Flag("ephemeral", otherwise: false);
    public static readonly Argument<IReadOnlyList<string>?> ExtraArguments = Argument.TextList("extra_arguments");
    public static readonly Argument<JsonObject?> Env = Argument.Mapping("env") with { Secrecy = Secrecy.Entries };
    public static readonly Argument<string?> Source = Argument.Text("source");
    public static readonly Argument<string?> Checksum = Argument.Text("checksum");
    public static readonly Argument<string?> Version = Argument.Text("version") with { Default = "latest" };
    public static readonly Argument<string?> RegistrationToken =
        Argument.Text("registration_token") with { Secrecy = Secrecy.Secret };

    public static readonly Argument<bool> Replace = Argument.Flag("replace", otherwise: false);
    public static readonly Argument<string?> Manager = Argument.Choice("service_manager", Systemd, "none") with { Default = Systemd };
    public static readonly Argument<string?> State = Argument.Choice("state", Started, Stopped, Absent) with { Default = Started };
    public static readonly Argument<string?> ServerUrl = Argument.Text("server_url");

    public static readonly ArgumentSpec Spec = new(
        [
            GitHubTarget.Owner, GitHubTarget.Repository, GitHubTarget.RunnerScope, Name, Folder, User, Labels, Group, Ephemeral,
            ExtraArguments, Env, Source, Checksum, Version, RegistrationToken, Replace, Manager, State, ServerUrl,
            .. GitHubConnection.Optional,
        ],
        GitHubTarget.Named,
        new RequiredOneOf(GitHubConnection.Token, RegistrationToken));
}
