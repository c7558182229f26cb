// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Builder.Images;
using Modules.Containers.Engine;
using Modules.Messages;

namespace Modules.Builder.ImageContents;

/// <summary>Whether images hold what they must not: the login or the address of the mirror they were built with.</summary>
internal sealed class ContainerImageSecretsModule : IModule
{
    /// <summary>An image that holds it in every file would fill the answer.</summary>
    private const int MostTold = 200;

    private static readonly Argument<JsonObject?> Needles =
        Argument.Mapping("needles") with { Required = true, Secrecy = Secrecy.Secret };

    private static readonly Argument<bool> Strict = Argument.Flag("strict", true);

    public string Name => "container_image_secrets";

    public ArgumentSpec Arguments { get; } = new([Needles, Strict, .. ImageArguments.All]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var search = new NeedleSearch(Needle.Read(run.Get(Needles)!));
        var saved = new SavedImages(search);
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var images = (await ImageArguments.RequireAsync(run, engine, ct)).DistinctBy(image => image.Id).ToList();
        List<(string Image, Finding Finding)> found = [];
        List<string> bare = [];
        foreach (var (at, image) in images.Index())
        {
            run.UnderWay = $"look through {image.Name}, image {at + 1} of {images.Count}";
            var name = image.Name.ToString();
            if (await ToldImage.WithoutLayersAsync(engine, name, ct) is { } told)
            {
                bare.Add(name);
                found.AddRange(new ConfigurationSearch(search).In(told).Select(each => (name, each)));
                continue;
            }

            await using var archive = await engine.SaveAsync(name, ct);
            found.AddRange((await saved.InAsync(name, archive, ct)).Select(each => (name, each)));
        }

        run.UnderWay = null;
        var values = new JsonObject
        {
            ["found"] = new JsonArray([.. found.Take(MostTold).Select(each => (JsonNode?)each.Finding.ToJson(each.Image))]),
            ["total"] = found.Count,
            ["image_count"] = images.Count,
            ["layer_count"] = saved.LayerCount,
            ["without_layers"] = new JsonArray([.. bare.Select(name => (JsonNode?)name)]),
        };
        var sentence = Sentence(images.Count, saved.LayerCount, bare, found);
        if (found.Count > 0 && run.Get(Strict))
        {
            throw new ModuleException(
                $"Take it out of the template that puts it there, build again, and do not push these. {sentence}") { Details = values };
        }

        values["msg"] = sentence;
        return new(false) { Values = values };
    }

    private static string Sentence(int images, int layers, List<string> bare, List<(string Image, Finding Finding)> found)
    {
        var where = found.Count == 0
            ? "none holds any of the texts."
            : $"{found.Select(each => each.Image).Distinct().Count()} of them hold one; first {found[0].Image}: {found[0].Finding}.";
        var without = bare.Count == 0 ? "" : $" Without layers, in configuration and history alone: {FirstNames.Of(bare)}.";
        return string.Create(CultureInfo.InvariantCulture, $"{images} images with {layers} layers were looked through: {where}{without}");
    }
}
