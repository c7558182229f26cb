// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Docker.DotNet.Models;
using ModuleHost;

namespace Modules.Containers.Planning;

/// <summary>Who listens on a port of this host already.</summary>
internal static class ListeningPort
{
    private const string Listening = "0A";

    /// <exception cref="ModuleException">Somebody other than the container itself.</exception>
    /// <param name="ip">The address that is wanted.</param>
    /// <param name="port">The port that is wanted.</param>
    /// <param name="container">The container itself; null for none.</param>
    /// <param name="running">All that run.</param>
    /// <param name="option">What names the port.</param>
    public static void RefuseTaken(
        IPAddress ip,
        int port,
        ContainerInspectResponse? container,
        IEnumerable<ContainerListResponse> running,
        string option = "listen_port (or listen_ip)")
    {
        foreach (var inode in Inodes(ip, port))
        {
            var process = Owner(inode);
            if (process is not null && container is not null && Belongs(process, container))
            {
                continue;
            }

            var publisher = running.FirstOrDefault(each => Publishes(each, port));
            if (publisher is not null && publisher.ID == container?.ID)
            {
                continue;
            }

            var user = Named(publisher) ?? process?.ToString() ?? "a program that cannot be seen from here";
            throw new ModuleException($"{ip} port {port} is in use by {user}. Choose another {option}, or stop it.");
        }
    }

    private static string? Named(ContainerListResponse? container) =>
        container is null ? null : $"the container '{container.Names?.FirstOrDefault()?.TrimStart('/')}'";

    /// <summary>The listening sockets that take the port on this address: its own, and those for every address.</summary>
    internal static IEnumerable<string> Inodes(IPAddress ip, int port, string folder = "/proc/net") =>
        from file in (string[])["tcp", "tcp6"]
        let path = Path.Combine(folder, file)
        where File.Exists(path)
        from line in File.ReadLines(path).Skip(1)
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words.Length > 9 && words[3] == Listening
        let cut = words[1].IndexOf(':', StringComparison.Ordinal)
        where int.Parse(words[1][(cut + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) == port
        where Overlap(Address(words[1][..cut]), ip)
        select words[9];

    /// <summary>Groups of four bytes, each in the machine's order.</summary>
    private static IPAddress Address(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var at = 0; at < bytes.Length; at += 4)
        {
            var group = bytes.AsSpan(at, 4);
            BinaryPrimitives.WriteUInt32BigEndian(group, BitConverter.ToUInt32(group));
        }

        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static bool Overlap(IPAddress taken, IPAddress wanted) =>
        taken.Equals(wanted) || taken.Equals(IPAddress.IPv6Any) || wanted.Equals(IPAddress.IPv6Any)
        || (taken.AddressFamily == wanted.AddressFamily && (taken.Equals(IPAddress.Any) || wanted.Equals(IPAddress.Any)));

    private static Process? Owner(string inode)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            try
            {
                if (Directory.EnumerateFiles(Path.Combine(folder, "fd"))
                    .Any(fd => File.ResolveLinkTarget(fd, false)?.Name == $"socket:[{inode}]"))
                {
                    return new(
                        Path.GetFileName(folder),
                        File.ReadAllText(Path.Combine(folder, "comm")).Trim(),
                        File.ReadAllText(Path.Combine(folder, "cgroup")));
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Gone meanwhile, or somebody else's.
            }
        }

        return null;
    }

    private static bool Belongs(Process process, ContainerInspectResponse container) =>
        process.Groups.Contains(container.ID, StringComparison.Ordinal)
            || process.Id == container.State?.Pid.ToString(CultureInfo.InvariantCulture);

    private static bool Publishes(ContainerListResponse container, int port) =>
        (container.Ports ?? []).Any(published => published.PublicPort == port);

    private sealed record Process(string Id, string Name, string Groups)
    {
        public override string ToString() => $"{Name} (process {Id})";
    }
}
