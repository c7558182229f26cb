// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Warp.Settings;

/// <summary>What a playbook may write, and the variable that means the same to a person at a shell.</summary>
internal static class WarpArguments
{
    public static readonly Argument<string?> User = Of(Argument.Text("user"), "USER", "bogdando");
    public static readonly Argument<string?> Play = Of(Argument.Text("play"), "PLAY", Settings.Play.Warp);
    public static readonly Argument<string?> Workspace = Of(Argument.Path("workspace"), "WORKSPACE", "/tmp/qs");
    public static readonly Argument<string?> Lwd = Argument.Path("lwd") with { EnvironmentVariable = "LWD" };
    public static readonly Argument<string?> ImageCache = Argument.Path("imagecache") with { EnvironmentVariable = "IMAGECACHE" };
    public static readonly Argument<string?> OooqPath = Argument.Path("oooq_path") with { EnvironmentVariable = "OOOQ_PATH" };
    public static readonly Argument<string?> Scripts = Argument.Path("scripts") with { EnvironmentVariable = "PWD" };

    public static readonly Argument<string?> Teardown = Of(Argument.Text("teardown"), "TEARDOWN", "true");
    public static readonly Argument<string?> QuickstartTeardown =
        Argument.Choice("quickstart_teardown", TeardownWords.OfQuickstart) with { Default = "nodes" };

    public static readonly Argument<bool> Interactive =
        Argument.Flag("interactive", otherwise: true) with { EnvironmentVariable = "INTERACTIVE" };

    public static readonly Argument<bool> Quickstartish =
        Argument.Flag("quickstartish", otherwise: false) with { EnvironmentVariable = "QUICKSTARTISH" };

    public static readonly Argument<bool> MakeSnapshots =
        Argument.Flag("make_snapshots", otherwise: true) with { EnvironmentVariable = "MAKE_SNAPSHOTS" };

    public static readonly Argument<string?> Venv = Of(Argument.Text("venv"), "VENV", WarpSettings.LocalVenv);
    public static readonly Argument<string?> Vpath = Argument.Path("vpath") with { EnvironmentVariable = "VPATH" };
    public static readonly Argument<string?> ExtrasBranch = Of(Argument.Text("oooqe_branch"), "OOOQE_BRANCH", WarpSettings.Branch);
    public static readonly Argument<string?> ExtrasFork = Of(Argument.Text("oooqe_fork"), "OOOQE_FORK", WarpSettings.Fork);

    public static readonly Argument<IReadOnlyList<string>?> ControllerHosts =
        Argument.TextList("controller_hosts") with { EnvironmentVariable = "CONTROLLER_HOSTS" };

    public static readonly Argument<IReadOnlyList<string>?> ComputeHosts =
        Argument.TextList("compute_hosts") with { EnvironmentVariable = "COMPUTE_HOSTS" };

    public static readonly Argument<string?> ExtNetCidr = Argument.Text("ext_net_cidr") with { EnvironmentVariable = "EXT_NET_CIDR" };
    public static readonly Argument<string?> SubnodesSshKey =
        Argument.Text("subnodes_ssh_key") with { EnvironmentVariable = "SUBNODES_SSH_KEY" };

    public static readonly Argument<string?> LogLevel = Of(Argument.Text("log_level"), "LOG_LEVEL", "-v");
    public static readonly Argument<long> AnsibleTimeout =
        Argument.Number("ansible_timeout", 900) with { EnvironmentVariable = "ANSIBLE_TIMEOUT", Minimum = 1 };

    public static readonly Argument<long> AnsibleForks =
        Argument.Number("ansible_forks", 10) with { EnvironmentVariable = "ANSIBLE_FORKS", Minimum = 1 };

    public static readonly Argument<IReadOnlyList<string>?> ExtraArgs = Argument.TextList("extra_args");
    public static readonly Argument<System.Text.Json.Nodes.JsonObject?> Env =
        Argument.Mapping("env") with { Secrecy = Secrecy.Entries };

    /// <summary>All that decides what runs inside.</summary>
    public static IReadOnlyList<Argument> All =>
    [
        User, Play, Workspace, Lwd, ImageCache, OooqPath, Scripts, Teardown, QuickstartTeardown, Interactive, Quickstartish, MakeSnapshots,
        Venv, Vpath, ExtrasBranch, ExtrasFork, ControllerHosts, ComputeHosts, ExtNetCidr, SubnodesSshKey, LogLevel, AnsibleTimeout,
        AnsibleForks, ExtraArgs, Env,
    ];

    private static Argument<string?> Of(Argument<string?> argument, string variable, string otherwise) =>
        argument with { EnvironmentVariable = variable, Default = otherwise };
}
