// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using Modules.Containers.Engine;

namespace Modules.Builder.ImageContents;

/// <summary>
/// What an engine tells of an image, with the keys of the image format. An image without layers is all there is of it, and an engine
/// refuses to save such a one.
/// </summary>
internal static class ToldImage
{
    /// <summary>Its configuration and history; null for an image that has layers.</summary>
    public static async Task<JsonObject?> WithoutLayersAsync(DockerEngine engine, string image, CancellationToken ct)
    {
        if (await engine.FindImageAsync(image, ct) is not { RootFS: { Layers: null or { Count: 0 } } } found)
        {
            return null;
        }

        var steps = await engine.AskAsync(client => client.Images.GetImageHistoryAsync(image, ct));
        var history = new JsonArray();
        foreach (var step in steps)
        {
            history.Add((JsonNode)new JsonObject { ["created_by"] = step.CreatedBy, ["comment"] = step.Comment });
        }

        return new()
        {
            ["author"] = found.Author,
            ["comment"] = found.Comment,
            ["config"] = Configuration(found.Config),
            ["history"] = history,
        };
    }

    private static JsonObject? Configuration(DockerOCIImageConfig? config) => config is null ? null : new()
    {
        ["Env"] = Texts(config.Env),
        ["Labels"] = Labels(config.Labels),
        ["Cmd"] = Texts(config.Cmd),
        ["Entrypoint"] = Texts(config.Entrypoint),
        ["OnBuild"] = Texts(config.OnBuild),
        ["Shell"] = Texts(config.Shell),
        ["Healthcheck"] = Texts(config.Healthcheck?.Test),
        ["User"] = config.User,
        ["WorkingDir"] = config.WorkingDir,
        ["Volumes"] = Texts(config.Volumes?.Keys),
    };

    private static JsonArray Texts(IEnumerable<string?>? texts) => new([.. (texts ?? []).Select(text => (JsonNode?)text)]);

    private static JsonObject Labels(IDictionary<string, string>? labels) =>
        new((labels ?? new Dictionary<string, string>()).Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
}
