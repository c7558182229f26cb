// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using Modules.Containers.Engine;

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

    /// <summary>The id of the container whose place it takes; null for none.</summary>
    public string? Replaces { get; init; }

    /// <summary>What is published, on other networks than the host's.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Variables beside the image's own; null where the module gives none.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The engine maps users: the container is to keep the host's, since it reads the host's files.</summary>
    public bool HostUsers { get; init; }

    public bool IsPublished => NetworkMode != "host";

    private IEnumerable<string> Variables => (Environment ?? new Dictionary<string, string>()).Select(each => $"{each.Key}={each.Value}");

    /// <summary>The request that creates it.</summary>
    public CreateContainerParameters ToCreate()
    {
        var host = new HostConfig
        {
            NetworkMode = NetworkMode,
            Binds = [.. Mounts.Select(mount => mount.Bind)],
            RestartPolicy = new() { Name = RestartPolicies.Parse(RestartPolicy) },
            UsernsMode = HostUsers ? "host" : "",
        };
        var labels = new Dictionary<string, string> { [Kind.Label] = Kind.Layout };
        if (Replaces is not null)
        {
            labels[Kind.ReplacedLabel] = Replaces;
        }

        var wanted = new CreateContainerParameters { Image = Image, Labels = labels, HostConfig = host };
        if (Environment is not null)
        {
            wanted.Env = [.. Variables.Order(StringComparer.Ordinal)];
            labels[Kind.VariablesLabel] = string.Join(',', Environment.Keys.Order(StringComparer.Ordinal));
        }

        if (IsPublished)
        {
            wanted.ExposedPorts = Ports.Select(port => port.Inside).Distinct().ToDictionary(inside => inside, _ => default(EmptyStruct));
            host.PortBindings = Ports.GroupBy(port => port.Inside).ToDictionary(
                group => group.Key,
                group => (IList<PortBinding>)[.. group.Select(port => new PortBinding { HostIP = port.HostIp, HostPort = port.Outside })]);
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
