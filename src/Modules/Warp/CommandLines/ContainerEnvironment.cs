// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Warp.Settings;

namespace Modules.Warp.CommandLines;

/// <summary>The variables of the container, each a word of its own: two addresses stay one value.</summary>
internal static class ContainerEnvironment
{
    /// <summary>In the order of the original; those of the playbook come last, and win.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(WarpSettings settings)
    {
        List<(string Name, string Value)> variables =
        [
            ("USER", settings.User),
            ("PLAY", settings.Play.Name),
            ("WORKSPACE", settings.Folders.Workspace),
            ("LWD", settings.Folders.Lwd),
            ("IMAGECACHE", settings.Folders.ImageCache),
            ("OOOQ_PATH", settings.Folders.OooqPath),
            ("HOME", settings.Home),
            ("TEARDOWN", settings.Teardown.Text()),
            ("VIRTUALENVWRAPPER_PYTHON", "/usr/bin/python"),
            ("VENV", settings.Venv),
            ("OOOQE_BRANCH", settings.ExtrasBranch),
            ("OOOQE_FORK", settings.ExtrasFork),
            ("MAKE_SNAPSHOTS", Text(settings.MakeSnapshots)),
            ("QUICKSTARTISH", Text(settings.Quickstartish)),
            ("INTERACTIVE", Text(settings.Interactive)),
            ("CONTROLLER_HOSTS", string.Join(' ', settings.ControllerHosts)),
            ("COMPUTE_HOSTS", string.Join(' ', settings.ComputeHosts)),
            ("EXT_NET_CIDR", settings.ExtNetCidr ?? ""),
            ("SUBNODES_SSH_KEY", settings.SubnodesSshKey),
            ("LOG_LEVEL", settings.LogLevel),
            ("ANSIBLE_TIMEOUT", settings.AnsibleTimeout.ToString(CultureInfo.InvariantCulture)),
            ("ANSIBLE_FORKS", settings.AnsibleForks.ToString(CultureInfo.InvariantCulture)),
        ];
        _ = variables.RemoveAll(each => settings.Environment.ContainsKey(each.Name));
        return [.. variables, .. settings.Environment.Select(each => (each.Key, each.Value))];
    }

    private static string Text(bool flag) => flag ? "true" : "false";
}
