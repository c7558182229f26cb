// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Values;
using Modules.Containers.Engine;

namespace Modules.Builder.Images;

/// <summary>Which images an engine has, under which tags, since when and how large.</summary>
internal sealed class ContainerImageInfoModule : IModule
{
    public string Name => "container_image_info";

    public ArgumentSpec Arguments { get; } = new(ImageArguments.All);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var images = await ImageArguments.ListAsync(run, engine, ct);
        return new ModuleResult(false)
        {
            Values = new JsonObject
            {
                ["images"] = new JsonArray([.. images.Select(image => (JsonNode?)Told(image))]),
                ["tags"] = new JsonArray([.. ByTag(images).Select(tag => (JsonNode?)Told(tag))]),
                ["msg"] = Sentence(images),
            },
        };
    }

    /// <summary>The tag that was built last comes first.</summary>
    private static IEnumerable<IGrouping<string, EngineImage>> ByTag(IReadOnlyList<EngineImage> images) => images
        .GroupBy(image => image.Name.Tag)
        .OrderByDescending(tag => tag.Max(image => image.Created))
        .ThenBy(tag => tag.Key, StringComparer.Ordinal);

    private static JsonObject Told(EngineImage image) => new()
    {
        ["name"] = image.Name.ToString(),
        ["repository"] = image.Name.Repository,
        ["tag"] = image.Name.Tag,
        ["id"] = image.Id,
        ["digest"] = image.Digests.Count > 0 ? image.Digests[0] : null,
        ["created"] = UtcTime.Show(image.Created),
        ["size"] = image.Size,
    };

    private static JsonObject Told(IGrouping<string, EngineImage> tag) => new()
    {
        ["tag"] = tag.Key,
        ["images"] = tag.Count(),
        ["since"] = UtcTime.Show(tag.Min(image => image.Created)),
        ["until"] = UtcTime.Show(tag.Max(image => image.Created)),
        ["size"] = tag.Sum(image => image.Size),
    };

    private static string Sentence(IReadOnlyList<EngineImage> images)
    {
        if (ByTag(images).ToList() is not [var last, ..] tags)
        {
            return "The engine has no such image.";
        }

        var when = UtcTime.Show(last.Max(image => image.Created));
        return string.Create(
            CultureInfo.InvariantCulture, $"{images.Count} images under {tags.Count} tags; '{last.Key}' was built last, at {when}.");
    }
}
