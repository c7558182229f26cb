using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Modules.Docker.Engine;

#pragma warning disable CA1507 // the keys are the engine's names, not ours

namespace Modules.Docker;

/// <summary>The container wanted, and how one that exists differs from it.</summary>
/// <param name="Image">As the playbook names it.</param>
/// <param name="ImageId">Null while the image has yet to be pulled.</param>
/// <param name="ConfPath">The folder of the host that is mounted.</param>
/// <param name="NetworkMode">"host", or the network it is published from.</param>
/// <param name="ListenIp">The address it is published at.</param>
/// <param name="Ports">Those nginx listens on.</param>
/// <param name="RestartPolicy">As the engine names it.</param>
/// <param name="HostUsers">The engine maps users: the container is to keep the host's, since it reads the host's files.</param>
internal sealed record ContainerSpec(
    string Image, string? ImageId, string ConfPath, string NetworkMode, IPAddress ListenIp, IReadOnlyList<int> Ports, string RestartPolicy, bool HostUsers)
{
    /// <summary>The one compared field that an engine can change in place.</summary>
    public const string RestartPolicyField = "restart_policy";

    /// <summary>Marks a container as ours.</summary>
    public const string Label = "org.stackhpc.kayobe-modules.pulp-auth-proxy";

    /// <summary>Its value: counts up whenever the fixed parts below change, so that older containers are replaced.</summary>
    private const string Layout = "1";

    private static readonly string[] Command = ["-e", "stderr", "-c", $"{ConfigurationFolder.Inside}/{ConfigurationFolder.MainFile}"];

    /// <summary>Makes the nginx that runs take up the configuration; refuses one with faults.</summary>
    public static ContainerCommand Reload { get; } = new(["nginx", .. Command, "-s", "reload"]);

    public bool IsPublished => NetworkMode != "host";

    public static bool IsOurs(JsonNode container) => container["Config"]?["Labels"]?[Label] is not null;

    /// <summary>The body of the request that creates it. Only what nginx needs is left to it: see the capabilities.</summary>
    public JsonObject ToCreate()
    {
        var host = new JsonObject
        {
            ["NetworkMode"] = NetworkMode,
            // Z: on hosts with SELinux the container may read the folder.
            ["Binds"] = new JsonArray($"{ConfPath}:{ConfigurationFolder.Inside}:ro,Z"),
            ["RestartPolicy"] = new JsonObject { ["Name"] = RestartPolicy },
            ["ReadonlyRootfs"] = true,
            ["Tmpfs"] = new JsonObject { ["/tmp"] = "rw,nosuid,nodev,noexec,size=16m" },
            ["CapDrop"] = new JsonArray("ALL"),
            // A low port; workers under another user, who can be signalled; files of whoever ran the module.
            ["CapAdd"] = new JsonArray("NET_BIND_SERVICE", "SETUID", "SETGID", "CHOWN", "KILL", "DAC_OVERRIDE"),
            ["SecurityOpt"] = new JsonArray("no-new-privileges"),
        };
        if (HostUsers)
        {
            host["UsernsMode"] = "host";
        }

        var wanted = new JsonObject
        {
            ["Image"] = Image,
            ["Entrypoint"] = new JsonArray("nginx"),
            ["Cmd"] = new JsonArray([.. Command.Select(word => (JsonNode?)word)]),
            ["User"] = "0:0",
            ["StopSignal"] = "SIGTERM",
            ["Labels"] = new JsonObject { [Label] = Layout },
            ["HostConfig"] = host,
        };
        if (IsPublished)
        {
            wanted["ExposedPorts"] = new JsonObject(Ports.Select(port => KeyValuePair.Create(Tcp(port), (JsonNode?)new JsonObject())));
            host["PortBindings"] = new JsonObject(Ports.Select(port => KeyValuePair.Create(Tcp(port), (JsonNode?)new JsonArray(
                new JsonObject { ["HostIp"] = ListenIp.ToString(), ["HostPort"] = port.ToString(CultureInfo.InvariantCulture) }))));
        }

        return wanted;
    }

    /// <summary>The fields to compare, as wanted.</summary>
    public JsonObject Shown() => new()
    {
        ["image"] = ImageId ?? Image,
        ["command"] = "nginx " + string.Join(' ', Command),
        ["network_mode"] = NetworkMode,
        ["ports"] = new JsonArray([.. (IsPublished ? Ports : []).Select(port => $"{ListenIp}:{port}->{port}").Order(StringComparer.Ordinal).Select(text => (JsonNode?)text)]),
        ["mounts"] = new JsonArray($"{ConfPath}->{ConfigurationFolder.Inside}:ro"),
        [RestartPolicyField] = RestartPolicy,
        ["layout"] = Layout,
    };

    /// <summary>The same fields of a container that exists.</summary>
    public static JsonObject Shown(JsonNode container)
    {
        var host = container["HostConfig"]!;
        var ports = (host["PortBindings"] as JsonObject ?? []).SelectMany(port => (port.Value as JsonArray ?? []).Select(
            binding => (JsonNode?)$"{binding!["HostIp"]}:{binding["HostPort"]}->{port.Key.Split('/')[0]}"));
        var mounts = (container["Mounts"] as JsonArray ?? []).Where(mount => mount!["Type"]?.ToString() == "bind").Select(
            mount => (JsonNode?)$"{mount!["Source"]}->{mount["Destination"]}:{(mount["RW"]?.GetValue<bool>() == false ? "ro" : "rw")}");
        var arguments = (container["Args"] as JsonArray ?? []).Select(word => word!.ToString());
        return new()
        {
            ["image"] = ImageIds.Plain(container["Image"]!.ToString()),
            ["command"] = string.Join(' ', arguments.Prepend(Path.GetFileName(container["Path"]?.ToString() ?? ""))),
            ["network_mode"] = NetworkNames.Plain(host["NetworkMode"]!.ToString()),
            ["ports"] = new JsonArray([.. ports.OrderBy(port => port!.ToString(), StringComparer.Ordinal)]),
            ["mounts"] = new JsonArray([.. mounts]),
            [RestartPolicyField] = host["RestartPolicy"]?["Name"]?.ToString() is { Length: > 0 } policy ? policy : "no",
            ["layout"] = container["Config"]?["Labels"]?[Label]?.ToString(),
        };
    }

    private static string Tcp(int port) => string.Create(CultureInfo.InvariantCulture, $"{port}/tcp");
}
