// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Warp;

/// <summary>Calls of oooq_command, which say what a test is not about.</summary>
internal static class Warped
{
    public static JsonObject Arguments(string more = "{}")
    {
        var all = new JsonObject
        {
            ["user"] = "stack", ["imagecache"] = "/opt/cache", ["oooq_path"] = "/src/quickstart", ["scripts"] = "/src/warp",
        };
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
        {
            all[name] = value?.DeepClone();
        }

        return all;
    }

    public static Task<JsonObject> TellAsync(string more = "{}") => Calling.RunAsync("oooq_command", Arguments(more));

    public static string Docker(this JsonObject told) => Words(told, "docker");

    public static string Play(this JsonObject told) => Words(told, "play");

    /// <summary>All but the script, which has a table of its own.</summary>
    private static string Words(JsonObject told, string key)
    {
        Assert.True(told[key] is JsonArray, told.ToJsonString());
        return string.Join(' ', told[key]!.AsArray().Select(word => (string)word!).TakeWhile(word => word != "-c"));
    }
}
