// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using static Modules.Warp.Settings.WarpArguments;

namespace Modules.Warp.Settings;

/// <summary>Settings out of arguments. What cannot be is refused here: the variable, its value, and what to do.</summary>
internal static partial class SettingsReader
{
    /// <exception cref="ModuleException">Something that cannot be.</exception>
    public static WarpSettings Read(Invocation run)
    {
        var user = UserOf(run);
        var home = WarpHome.Of(user);
        var venv = run.Get(Venv)!;
        var folders = new WarpFolders(
            Folder(run, Workspace, "the folder that keeps the state, such as /opt/oooq"),
            LocalWorkingFolder(run, home),
            Folder(run, ImageCache, "the folder with the images, such as /opt/cache"),
            Folder(run, OooqPath, "the checkout of tripleo-quickstart, such as /home/stack/tripleo-quickstart"),
            Folder(run, Scripts, "the folder with custom.yaml and the plays"),
            venv == WarpSettings.LocalVenv ? null : Folder(
                run, Vpath, $"the virtual environment to mount, or VENV (venv) to {WarpSettings.LocalVenv} for that of the image"));
        var teardown = TeardownWords.Read(run.Get(WarpArguments.Teardown)!);
        var settings = new WarpSettings(user, PlayOf(run.Get(WarpArguments.Play)!), folders, teardown)
        {
            QuickstartTeardown = run.Get(QuickstartTeardown)!,
            Interactive = run.Get(Interactive),
            Quickstartish = run.Get(Quickstartish),
            MakeSnapshots = run.Get(MakeSnapshots),
            Venv = venv,
            ExtrasBranch = Matching(Reference(), run.Get(ExtrasBranch)!, "OOOQE_BRANCH", "oooqe_branch", "a branch, such as master"),
            ExtrasFork = Matching(Reference(), run.Get(ExtrasFork)!, "OOOQE_FORK", "oooqe_fork", "an account of GitHub, such as openstack"),
            ControllerHosts = Hosts(run, ControllerHosts),
            ComputeHosts = Hosts(run, ComputeHosts),
            ExtNetCidr = run.Get(ExtNetCidr) is { Length: > 0 } cidr ? Cidr(cidr) : null,
            SubnodesSshKey = SubnodesKey(run, home),
            LogLevel = run.Get(LogLevel) is { Length: > 0 } level
                ? Matching(Verbosity(), level, "LOG_LEVEL", "log_level", "-v, -vv and so on to -vvvvv, or to nothing")
                : "",
            AnsibleTimeout = run.Get(AnsibleTimeout),
            AnsibleForks = run.Get(AnsibleForks),
            ExtraArgs = run.Get(ExtraArgs) ?? [],
            Environment = Variables(run),
        };
        RequireServers(settings);
        return settings;
    }

    /// <summary>Who it works for.</summary>
    public static string UserOf(Invocation run) =>
        Matching(Name(), run.Get(User)!, "USER", "user", "the name of a user, such as stack");

    /// <summary>Quickstart's; in the home of its user where nothing is said.</summary>
    public static string LocalWorkingFolder(Invocation run, string home) =>
        run.Get(Lwd) is { Length: > 0 } ? Folder(run, Lwd, "quickstart's local working folder") : WarpHome.LocalWorkingFolder(home);

    /// <summary>The key that leads to a cloud's servers; in the home of the user where nothing is said.</summary>
    public static string SubnodesKey(Invocation run, string home) =>
        run.Get(SubnodesSshKey) is not { Length: > 0 } key ? WarpHome.SshKey(home)
        : WarpHome.Expand(key, home) is ['/', ..] path && !path.Any(char.IsControl) ? path
        : throw new ModuleException(
            $"Set SUBNODES_SSH_KEY (subnodes_ssh_key) to an absolute path, or one that begins with ~/: it is '{key}'.");

    /// <summary>A path as a container's name and its mounts have it.</summary>
    public static string Plain(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, "/"));

    /// <summary>A path of the host that can be mounted.</summary>
    public static string Folder(Invocation run, Argument<string?> argument, string what)
    {
        var path = run.Get(argument) is { Length: > 0 } given ? given : throw new ModuleException(
            $"Set {argument.EnvironmentVariable} ({argument.Name}) to {what}: it is not set.");
        return path.StartsWith('/') && !path.Contains(':', StringComparison.Ordinal)
            ? Plain(path)
            : throw new ModuleException(
                $"Set {argument.EnvironmentVariable} ({argument.Name}) to an absolute path without a colon: it is '{path}', "
                    + "which an engine cannot mount.");
    }

    /// <exception cref="ModuleException">It is no playbook of the folder of scripts.</exception>
    public static Play PlayOf(string name) => PlayName().IsMatch(name) && !name.Split('/').Contains("..")
        ? new(name)
        : throw new ModuleException(
            $"Set PLAY (play) to a playbook in the folder of scripts, such as {Settings.Play.Warp}: it is '{name}'.");

    private static void RequireServers(WarpSettings settings)
    {
        if (!settings.Play.NeedsServers)
        {
            return;
        }

        if (settings.ExtNetCidr is null)
        {
            throw new ModuleException(
                $"Set EXT_NET_CIDR (ext_net_cidr) to the network of the cloud's servers, such as 10.0.0.0/24: it is not set, and "
                    + $"{settings.Play.Name} makes the overcloud's networks of it.");
        }

        if (settings.ControllerHosts.Count == 0)
        {
            throw new ModuleException(
                "Set CONTROLLER_HOSTS (controller_hosts) to the addresses of the controllers, such as \"10.0.0.5 10.0.0.6\": "
                    + $"it is not set, and {settings.Play.Name} deploys on them.");
        }
    }

    private static IReadOnlyList<string> Hosts(Invocation run, Argument<IReadOnlyList<string>?> argument) =>
    [
        .. HostWords.Of(run, argument).Select(word => HostWords.KindOf(word) != HostWord.None ? word : throw new ModuleException(
            $"Set {argument.EnvironmentVariable} ({argument.Name}) to addresses or names of hosts: it is '{word}'.")),
    ];

    private static string Cidr(string written) => NetworkWord.Read(written)?.IsNetwork == true ? written : throw new ModuleException(
        $"Set EXT_NET_CIDR (ext_net_cidr) to a network such as 10.0.0.0/24: it is '{written}', which is none "
            + "(an address without the host's part, a slash, a length).");

    private static Dictionary<string, string> Variables(Invocation run)
    {
        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in run.Get(Env) ?? [])
        {
            variables[Matching(VariableName(), name, "env", "env", "names of variables with their values")] = Text(name, value);
        }

        return variables;
    }

    /// <summary>As a person would write it after the equals sign.</summary>
    private static string Text(string name, JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => throw new ModuleException($"Set {name} in env to a text: it is a list or a dictionary, and a variable holds one text."),
    };

    private static string Matching(Regex rule, string value, string variable, string name, string what) => rule.IsMatch(value)
        ? value
        : throw new ModuleException($"Set {variable} ({name}) to {what}: it is '{value}'.");

    [GeneratedRegex(@"^[a-z_][a-z0-9_.-]{0,31}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_./-]*\z")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^-v{1,5}\z")]
    private static partial Regex Verbosity();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_./-]*\z")]
    private static partial Regex PlayName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();
}
