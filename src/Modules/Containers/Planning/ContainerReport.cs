// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Containers.Engine;

namespace Modules.Containers.Planning;

/// <summary>The result keys of every module that runs a container.</summary>
internal static class ContainerReport
{
    public static JsonObject Of(EngineVersion engine, ContainerState? container, string name)
    {
        JsonObject? shown = null;
        if (container is not null)
        {
            shown = container.Visible;
            shown["name"] = name;
            shown["id"] = container.Id;
            shown["running"] = container.Running;
            shown["managed"] = container.Ours;
        }

        return new()
        {
            ["container"] = shown,
            ["engine"] = new JsonObject { ["name"] = engine.Name, ["version"] = engine.Version, ["api_version"] = engine.Api.ToString() },
        };
    }
}
