using System.Text.Json.Nodes;
using Modules.Containers.Engine;

#pragma warning disable CA1507 // the keys are the engine's names, not ours

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
    public required Action<JsonObject, JsonObject> Complete { get; init; }

    /// <summary>Names the variables of the environment that the module gave.</summary>
    public string VariablesLabel => $"{Label}.environment";

    public bool IsOurs(JsonNode container) => container["Config"]?["Labels"]?[Label] is not null;

    /// <summary>The fields of a container that are compared.</summary>
    public JsonObject Shown(JsonNode container)
    {
        var host = container["HostConfig"]!;
        var labels = container["Config"]?["Labels"];
        var ports = (host["PortBindings"] as JsonObject ?? []).SelectMany(port => (port.Value as JsonArray ?? []).Select(
            binding => PublishedPort.Shown(binding!["HostIp"]?.ToString(), binding["HostPort"]!.ToString(), port.Key.Split('/')[0])));
        var arguments = (container["Args"] as JsonArray ?? []).Select(word => word!.ToString());
        var shown = new JsonObject { ["image"] = ImageIds.Plain(container["Image"]!.ToString()) };
        if (Command is not null)
        {
            shown["command"] = string.Join(' ', arguments.Prepend(Path.GetFileName(container["Path"]?.ToString() ?? "")));
        }

        shown["network_mode"] = NetworkNames.Plain(host["NetworkMode"]!.ToString());
        shown["ports"] = Texts(ports);
        shown["mounts"] = Texts((container["Mounts"] as JsonArray ?? []).Select(mount => Shown(mount!.AsObject())).OfType<string>());
        shown[ContainerSpec.RestartPolicyField] = host["RestartPolicy"]?["Name"]?.ToString() is { Length: > 0 } policy ? policy : "no";
        shown["layout"] = labels?[Label]?.ToString();
        if (labels?[VariablesLabel]?.ToString() is { } names)
        {
            var given = names.Split(',').ToHashSet();
            shown["environment"] = Texts(
                (container["Config"]?["Env"] as JsonArray ?? []).Select(line => line!.ToString())
                    .Where(line => given.Contains(line.Split('=')[0])));
        }

        return shown;
    }

    public static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Order(StringComparer.Ordinal).Select(text => (JsonNode?)text)]);

    /// <summary>Null for what nobody asked for: temporary file systems, and the volumes an image makes for itself.</summary>
    private static string? Shown(JsonObject mount)
    {
        var source = mount["Type"]?.ToString() switch
        {
            "bind" => mount["Source"]?.ToString(),
            "volume" when mount["Name"]?.ToString() is { } name
                && !(name.Length == NamelessLength && name.All(char.IsAsciiHexDigitLower)) =>
                name,
            _ => null,
        };
        return source is null ? null : $"{source}->{mount["Destination"]}:{(mount["RW"]?.GetValue<bool>() == false ? "ro" : "rw")}";
    }
}
