// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Modules.Checks;
using Modules.Files;

namespace Modules.Warp.Preflight;

/// <summary>What bridges pass on must not go through this host's rules, or machines do not reach each other.</summary>
internal static class BridgeChecks
{
    private const string What = "bridge-nf-call-iptables";
    private const string Key = $"net.bridge.{What}";
    private const string Line = $"{Key} = 0";

    /// <summary>Whether they do, and where that has to be so after a boot, too, whether it is written down.</summary>
    public static Finding Filter(HostState host)
    {
        var now = HostFile.Read(host.Proc("sys", "net", "bridge", What));
        var later = host.Run.Get(PreflightArguments.Persist)
            ? HostFile.Read(host.Run.Get(PreflightArguments.SysctlFolder)!, "99-oooq-warp.conf")
            : null;
        return now.Trouble is not null ? Check.Unknown(What, now.Unread, $"See by hand that it is 0: sysctl {Key}.")
            : later?.Trouble is not null ? Check.Unknown(What, later.Unread, $"See by hand that it says '{Line}'.")
            : now.Text is null && !Directory.Exists(host.Proc("sys", "net"))
            ? Check.Unknown(What, $"there is no {host.Proc("sys", "net")}", "Run the check where procfs is mounted.")
            : Found(now, later);
    }

    private static Finding Found(HostFile now, HostFile? later)
    {
        var seen = now.Text is { } value ? $"it is {value.Trim()}" : "br_netfilter is not loaded, so bridges are not filtered";
        var isOff = now.Text?.Trim() is null or "0";
        var isKept = later is null || later.Text == Line + "\n";
        if (isOff && isKept)
        {
            return Check.Ok(What, later is null ? seen : $"{seen}, and {later.Path} keeps it so");
        }

        var write = isKept ? "" : $"write '{Line}' to {later!.Path}, for the boots to come";
        var set = isOff ? "" : later is null ? $"set {Key} to 0 until the next boot" : $"set {Key} to 0";
        return new Finding(
            Check.NotOk(
                What,
                isKept ? seen : $"{seen}, and {later!.Path} does not say that it stays 0",
                isOff ? $"Write '{Line}' to {later!.Path}."
                    : isKept ? $"Run sysctl {Key}=0."
                    : $"Run sysctl {Key}=0, and write '{Line}' to {later!.Path}."),
            new Fix(
                string.Join(", and ", new[] { set, write }.Where(each => each.Length > 0)),
                async ct =>
                {
                    if (!isKept)
                    {
                        WholeFile.Write(later!.Path, Encoding.UTF8.GetBytes(Line + "\n"), missing: WholeFile.OpenFolder);
                    }

                    if (!isOff)
                    {
                        await File.WriteAllTextAsync(now.Path, "0\n", ct);
                    }
                }));
    }
}
