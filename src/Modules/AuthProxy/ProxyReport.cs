// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Containers.Engine;
using Modules.Containers.Planning;

namespace Modules.AuthProxy;

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
