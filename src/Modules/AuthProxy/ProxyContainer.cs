// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.AuthProxy.Nginx;
using Modules.Containers.Planning;
using CreateContainerParameters = Docker.DotNet.Models.CreateContainerParameters;
using HostConfig = Docker.DotNet.Models.HostConfig;

namespace Modules.AuthProxy;

/// <summary>The container that nginx runs in. Only what nginx needs is left to it: see the capabilities.</summary>
internal static class ProxyContainer
{
    private static readonly string[] Command = ["nginx", "-e", "stderr", "-c", $"{ConfigurationFiles.Folder}/{ConfigurationFiles.Main}"];

    public static readonly ContainerKind Kind = new("org.stackhpc.kayobe-modules.pulp-auth-proxy", "1")
    {
        Command = Command,
        // Refuses a configuration with faults.
        Reload = new([.. Command, "-s", "reload"]),
        Complete = Complete,
    };

    public static ContainerSpec For(ProxySettings settings, Surroundings around) =>
        new(Kind, settings.Image, around.NetworkMode, settings.RestartPolicy)
        {
            // Z: on hosts with SELinux the container may read the folder.
            Mounts = [new(settings.ConfPath, ConfigurationFiles.Folder, "ro", "Z")],
            Ports = [.. settings.Ports.Select(port => new PublishedPort(settings.ListenIp.ToString(), port, port))],
            HostUsers = around.HostUsers,
        };

    private static void Complete(CreateContainerParameters wanted, HostConfig host)
    {
        wanted.Entrypoint = [Command[0]];
        wanted.Cmd = [.. Command.Skip(1)];
        wanted.User = "0:0";
        wanted.StopSignal = "SIGTERM";
        host.ReadonlyRootfs = true;
        host.Tmpfs = new Dictionary<string, string> { ["/tmp"] = "rw,nosuid,nodev,noexec,size=16m" };
        host.CapDrop = ["ALL"];
        // A low port; workers under another user, who can be signalled; files of whoever ran the module.
        host.CapAdd = ["NET_BIND_SERVICE", "SETUID", "SETGID", "CHOWN", "KILL", "DAC_OVERRIDE"];
        host.SecurityOpt = ["no-new-privileges"];
    }
}
