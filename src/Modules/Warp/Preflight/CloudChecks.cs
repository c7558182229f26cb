// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Sockets;
using ModuleHost;
using Modules.Checks;
using Modules.Ci.Generated;
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>What deployments on servers of a cloud need to be told.</summary>
internal static class CloudChecks
{
    /// <summary>The addresses of controllers, each of which becomes one word of a list.</summary>
    public static IEnumerable<Finding> ControllerHosts(HostState host)
    {
        const string what = "CONTROLLER_HOSTS";
        var given = HostWords.Of(host.Run, WarpArguments.ControllerHosts);
        return given.Count == 0
            ? [Check.NotOk(what, "it is not set", "Give controller_hosts, the private addresses that oooq_traas_inventory returns.")]
            : given.Select(each => (Finding)(HostWords.KindOf(each) switch
            {
                HostWord.Address => Check.Ok(what, $"{each} is an address"),
                HostWord.Name => Check.Unknown(
                    what, $"{each} is a name, and only the cloud can tell whether it leads somewhere", "Give its address."),
                _ => Check.NotOk(what, $"'{each}' is no address", "Give addresses with blanks or commas between them."),
            }));
    }

    public static Finding ExternalNetwork(HostState host)
    {
        const string what = "EXT_NET_CIDR";
        var given = host.Run.Get(WarpArguments.ExtNetCidr);
        if (given is null or "")
        {
            return Check.NotOk(what, "it is not set", "Give ext_net_cidr, such as 192.168.23.0/24.");
        }

        return NetworkWord.Read(given) is not { } network
            ? Check.NotOk(what, $"'{given}' is no network", "Give address and length, such as 192.168.23.0/24.")
            : !network.IsNetwork
            ? Check.NotOk(what, $"{given} is an address in a network, and no network", $"Give {network.Network} for the one it is in.")
            : network.Address.AddressFamily == AddressFamily.InterNetworkV6
            ? Check.Unknown(
                what,
                $"{given} is of IPv6, and whether quickstart's roles take that cannot be told",
                "Give a network of IPv4 if they do not.")
            : Check.Ok(what, $"{given} is a network");
    }

    public static Finding SubnodesKey(HostState host)
    {
        const string what = "SUBNODES_SSH_KEY";
        var path = SettingsReader.SubnodesKey(host.Run, host.Home);
        var file = HostFile.Read(path);
        return file.IsMissing ? Check.NotOk(what, $"there is no {path}", "Put the key pair's private half there, or give subnodes_ssh_key.")
            : file.Trouble is not null ? Check.Unknown(what, file.Unread, "Run the check as the user whose key it is.")
            : file.Text!.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? Check.Ok(what, $"{path} is a private key")
            : Check.NotOk(what, $"{path} is no private key", "Give the private half of the key pair, not the public one.");
    }

    /// <summary>Whether there is a login at all; only the cloud knows whether it is good.</summary>
    public static Finding Credentials(HostState host)
    {
        const string what = "OpenStack credentials";
        var (file, cloud) = (host.Run.Get(PreflightArguments.CloudsFile), host.Run.Get(PreflightArguments.Cloud));
        if (file is null or "" && Of("OS_AUTH_URL") is { } address)
        {
            return Of("OS_PASSWORD") is not null && (Of("OS_USERNAME") ?? Of("OS_USER_ID")) is { } user
                ? Check.Ok(what, $"OS_AUTH_URL {address}, user {user}")
                : Of("OS_APPLICATION_CREDENTIAL_SECRET") is not null && Of("OS_APPLICATION_CREDENTIAL_ID") is { } id
                ? Check.Ok(what, $"OS_AUTH_URL {address}, application credential {id}")
                : Check.NotOk(
                    what,
                    $"OS_AUTH_URL is {address}, but there is no login",
                    "Set OS_USERNAME and OS_PASSWORD, or an application credential.");
        }

        var path = file is { Length: > 0 } ? file : Path.Combine(host.LocalWorkingDirectory, "clouds.yaml");
        var clouds = HostFile.Read(path);
        return clouds.IsMissing
            ? Check.NotOk(what, $"neither is OS_AUTH_URL set nor is there {path}", "Source the credentials' file, or give clouds_file.")
            : clouds.Trouble is not null
            ? Check.Unknown(what, clouds.Unread, "Run the check as the user whose file it is.")
            : OfFile(what, clouds, cloud);
    }

    private static Check OfFile(string what, HostFile file, string? cloud)
    {
        try
        {
            var clouds = YamlTree.Find(YamlTree.Parse(file.Text!, file.Path), "clouds") as YamlDotNet.RepresentationModel.YamlMappingNode;
            var names = clouds?.Children.Keys.Select(key => key.ToString()).ToList() ?? [];
            var name = cloud is { Length: > 0 } ? cloud : names is [var only] ? only : null;
            return name is null
                ? Check.Unknown(
                    what, $"{file.Path} has {names.Count} clouds, and which one is meant cannot be told", "Give cloud (OS_CLOUD).")
                : YamlTree.Find(YamlTree.Find(YamlTree.Find(clouds, name), "auth"), "auth_url") is { } url
                ? Check.Ok(what, $"{file.Path} has the cloud {name} at {url}")
                : Check.NotOk(
                    what,
                    $"{file.Path} has no auth_url of a cloud '{name}'",
                    "Give one of its clouds in cloud, or write this one into it.");
        }
        catch (ModuleException failure)
        {
            return Check.NotOk(what, failure.Message.TrimEnd('.'), "Mend it.");
        }
    }

    private static string? Of(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
