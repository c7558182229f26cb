using System.Text.Json.Nodes;

#pragma warning disable CA1507 // the keys are the engine's names, not ours

namespace Modules.Containers.Planning;

/// <summary>The container wanted.</summary>
/// <param name="Kind">What it has in common with others of its module.</param>
/// <param name="Image">As the playbook names it.</param>
/// <param name="NetworkMode">"host", or the network it is published from.</param>
/// <param name="RestartPolicy">As the engine names it.</param>
internal sealed record ContainerSpec(ContainerKind Kind, string Image, string NetworkMode, string RestartPolicy)
{
    /// <summary>The one compared field that an engine can change in place.</summary>
    public const string RestartPolicyField = "restart_policy";

    /// <summary>Null while the image has yet to be pulled.</summary>
    public string? ImageId { get; init; }

    /// <summary>What is published, on other networks than the host's.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Variables beside the image's own; null where the module gives none.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The engine maps users: the container is to keep the host's, since it reads the host's files.</summary>
    public bool HostUsers { get; init; }

    public bool IsPublished => NetworkMode != "host";

    private IEnumerable<string> Variables => (Environment ?? new Dictionary<string, string>()).Select(each => $"{each.Key}={each.Value}");

    /// <summary>The body of the request that creates it.</summary>
    public JsonObject ToCreate()
    {
        var host = new JsonObject
        {
            ["NetworkMode"] = NetworkMode,
            ["Binds"] = new JsonArray([.. Mounts.Select(mount => (JsonNode?)mount.Bind)]),
            ["RestartPolicy"] = new JsonObject { ["Name"] = RestartPolicy },
        };
        if (HostUsers)
        {
            host["UsernsMode"] = "host";
        }

        var labels = new JsonObject { [Kind.Label] = Kind.Layout };
        var wanted = new JsonObject { ["Image"] = Image, ["Labels"] = labels, ["HostConfig"] = host };
        if (Environment is not null)
        {
            wanted["Env"] = ContainerKind.Texts(Variables);
            labels[Kind.VariablesLabel] = string.Join(',', Environment.Keys.Order(StringComparer.Ordinal));
        }

        if (IsPublished)
        {
            wanted["ExposedPorts"] = new JsonObject(
                Ports.Select(port => port.Inside).Distinct().Select(inside => KeyValuePair.Create(inside, (JsonNode?)new JsonObject())));
            host["PortBindings"] =
                new JsonObject(Ports.GroupBy(port => port.Inside).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)new JsonArray(
                [.. group.Select(port => new JsonObject { ["HostIp"] = port.HostIp, ["HostPort"] = port.Outside })]))));
        }

        Kind.Complete(wanted, host);
        return wanted;
    }

    /// <summary>The fields to compare, as wanted.</summary>
    public JsonObject Shown()
    {
        var shown = new JsonObject { ["image"] = ImageId ?? Image };
        if (Kind.Command is { } command)
        {
            shown["command"] = string.Join(' ', command);
        }

        shown["network_mode"] = NetworkMode;
        shown["ports"] = ContainerKind.Texts((IsPublished ? Ports : []).Select(port => port.ToString()));
        shown["mounts"] = ContainerKind.Texts(Mounts.Select(mount => mount.ToString()));
        shown[RestartPolicyField] = RestartPolicy;
        shown["layout"] = Kind.Layout;
        if (Environment is not null)
        {
            shown["environment"] = ContainerKind.Texts(Variables);
        }

        return shown;
    }
}
