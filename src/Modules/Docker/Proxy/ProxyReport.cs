using System.Text.Json.Nodes;
using Modules.Docker.Engine;

namespace Modules.Docker.Proxy;

/// <summary>The module's result keys.</summary>
internal static class ProxyReport
{
    public static JsonObject Of(EngineVersion engine, ContainerState? container, string name, IReadOnlyList<string> urls)
    {
        var report = ContainerReport.Of(engine, container, name);
        report["urls"] = new JsonArray([.. urls.Select(url => (JsonNode?)url.TrimEnd('/'))]);
        return report;
    }
}
