using System.Text.Json.Nodes;
using Modules.Docker.Engine;

namespace Modules.Docker;

/// <summary>The module's result keys.</summary>
internal static class ProxyReport
{
    public static JsonObject Of(EngineVersion engine, ContainerState? container, string name, IReadOnlyList<string> urls)
    {
        JsonObject? shown = null;
        if (container is not null)
        {
            shown = container.Fields.DeepClone().AsObject();
            shown["name"] = name;
            shown["id"] = container.Id;
            shown["running"] = container.Running;
            shown["managed"] = container.Ours;
        }

        return new()
        {
            ["container"] = shown,
            ["urls"] = new JsonArray([.. urls.Select(url => (JsonNode?)url.TrimEnd('/'))]),
            ["engine"] = new JsonObject { ["name"] = engine.Name, ["version"] = engine.Version, ["api_version"] = engine.Api.ToString() },
        };
    }
}
