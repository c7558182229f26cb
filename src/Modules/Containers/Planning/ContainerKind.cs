// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using Modules.Containers.Engine;

namespace Modules.Containers.Planning;

/// <summary>What all containers of one module have in common.</summary>
/// <param name="Label">Marks them as the module's.</param>
/// <param name="Layout">The label's value: counts up whenever the common parts change, so that older containers are replaced.</param>
internal sealed record ContainerKind(string Label, string Layout)
{
    private const int NamelessLength = 64;

    /// <summary>The program and its arguments; null for the image's own.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Makes what runs take up its files; null where that takes a restart.</summary>
    public ContainerCommand? Reload { get; init; }

    /// <summary>It is stopped properly before it is removed, and its nameless volumes are kept.</summary>
    public bool HoldsData { get; init; }

    /// <summary>How long it may take to stop.</summary>
    public int StopSeconds { get; init; } = 10;

    /// <summary>Adds the common parts to the request that creates one, and to its host side.</summary>
    public required Action<CreateContainerParameters, HostConfig> Complete { get; init; }

    /// <summary>Names the variables of the environment that the module gave.</summary>
    public string VariablesLabel => $"{Label}.environment";

    /// <summary>Names the container whose place this one was made to take, which may be somebody else's.</summary>
    public string ReplacedLabel => $"{Label}.replaces";

    public bool IsOurs(ContainerInspectResponse container) => container.Config?.Labels?.ContainsKey(Label) == true;

    /// <summary>The fields of a container that are compared.</summary>
    public JsonObject Shown(ContainerInspectResponse container)
    {
        var host = container.HostConfig ?? new();
        var labels = container.Config?.Labels ?? new Dictionary<string, string>();
        var ports = (host.PortBindings ?? new Dictionary<string, IList<PortBinding>>()).SelectMany(port => (port.Value ?? []).Select(
            binding => PublishedPort.Shown(binding?.HostIP, binding?.HostPort ?? "", port.Key.Split('/')[0])));
        var shown = new JsonObject { ["image"] = ImageIds.Plain(container.Image ?? "") };
        if (Command is not null)
        {
            shown["command"] = string.Join(' ', (container.Args ?? []).Prepend(Path.GetFileName(container.Path ?? "")));
        }

        shown["network_mode"] = NetworkNames.Plain(host.NetworkMode ?? "");
        shown["ports"] = Texts(ports);
        shown["mounts"] = Texts((container.Mounts ?? []).OfType<MountPoint>().Select(Shown).OfType<string>());
        shown[ContainerSpec.RestartPolicyField] = RestartPolicies.Text(host.RestartPolicy?.Name);
        shown["layout"] = labels.TryGetValue(Label, out var layout) ? layout : null;
        if (labels.TryGetValue(VariablesLabel, out var names) && names is not null)
        {
            var given = names.Split(',').ToHashSet();
            shown["environment"] = Texts((container.Config?.Env ?? []).OfType<string>().Where(line => given.Contains(line.Split('=')[0])));
        }

        return shown;
    }

    public static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Order(StringComparer.Ordinal).Select(text => (JsonNode?)text)]);

    /// <summary>Null for what nobody asked for: temporary file systems, and the volumes an image makes for itself.</summary>
    private static string? Shown(MountPoint mount)
    {
        var source = mount.Type switch
        {
            "bind" => mount.Source,
            "volume" when mount.Name is { } name && !(name.Length == NamelessLength && name.All(char.IsAsciiHexDigitLower)) => name,
            _ => null,
        };
        return source is null ? null : $"{source}->{mount.Destination}:{(mount.RW ? "rw" : "ro")}";
    }
}
