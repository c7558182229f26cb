// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Sockets;
using Modules.Checks;

namespace Modules.Warp.Preflight;

/// <summary>libvirt, its networks, and what confines its machines.</summary>
internal static class LibvirtChecks
{
    /// <summary>Connects: a socket's file stays when the daemon is gone.</summary>
    public static async Task<IReadOnlyList<Finding>> SocketAsync(HostState host, CancellationToken ct)
    {
        const string what = "libvirt";
        const string start = "Install libvirt, and run systemctl start libvirtd (or virtqemud).";
        var path = host.Run.Get(PreflightArguments.LibvirtSocket)!;
        if (!Path.Exists(path))
        {
            return [Check.NotOk(what, $"there is no {path}", start)];
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return [Check.Ok(what, $"{path} answers")];
        }
        catch (SocketException denied) when (denied.SocketErrorCode == SocketError.AccessDenied)
        {
            return [Check.Unknown(what, $"{path} may not be opened", "Run the check as root, or as a member of the group libvirt.")];
        }
        catch (SocketException gone) when (gone.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return [Check.NotOk(what, $"nobody listens on {path}", start)];
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            return [Check.Unknown(what, $"{path} cannot be tried ({failure.Message})", "See by hand whether virsh list answers.")];
        }
    }

    /// <summary>AppArmor's profile of libvirt keeps machines away from images in folders that it does not know.</summary>
    public static Finding Confinement(HostState host)
    {
        const string what = "AppArmor and qemu.conf";
        var enabled = HostFile.Read(host.Sys("module", "apparmor", "parameters", "enabled"));
        if (enabled.Trouble is not null)
        {
            return Check.Unknown(what, enabled.Unread, "See by hand whether aa-status lists libvirt.");
        }

        if (enabled.Text?.Trim() is not "Y")
        {
            return Check.Ok(what, "AppArmor is off");
        }

        var configuration = HostFile.Read(host.Run.Get(PreflightArguments.QemuConfiguration)!);
        if (configuration.Text is { } text && Setting(text, "security_driver") is "none" or "[]")
        {
            return Check.Ok(what, $"{configuration.Path} has security_driver = \"none\"");
        }

        var advice =
            $"Write security_driver = \"none\" to {configuration.Path} and restart libvirtd, or let the profile read {host.Workspace}.";
        var profiles = HostFile.Read(host.Sys("kernel", "security", "apparmor", "profiles"));
        return configuration.Trouble is not null ? Check.Unknown(what, configuration.Unread, advice)
            : profiles.Text is null ? Check.Unknown(what, $"AppArmor is on, and {profiles.Path} cannot be read", "Run the check as root.")
            : profiles.Text.Split('\n').FirstOrDefault(IsLibvirt) is { } profile
            ? Check.NotOk(
                what, $"AppArmor enforces {profile.Split(' ')[0]}, and {configuration.Path} has no security_driver = \"none\"", advice)
            : Check.Ok(what, "AppArmor enforces no profile of libvirt");

        static bool IsLibvirt(string line) =>
            line.Contains("libvirt", StringComparison.Ordinal) && line.EndsWith("(enforce)", StringComparison.Ordinal);
    }

    /// <summary>The last line counts, as libvirt reads it.</summary>
    private static string? Setting(string text, string name) => text.Split('\n')
        .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
        .LastOrDefault(pair => pair.Length == 2 && pair[0] == name)?[1].Trim('"');
}
