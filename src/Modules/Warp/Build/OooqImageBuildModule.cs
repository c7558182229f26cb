// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Warp.Settings;

namespace Modules.Warp.Build;

/// <summary>Builds an image of the wrapper from a Dockerfile, where it is not there as it would come out.</summary>
internal sealed class OooqImageBuildModule : IModule
{
    /// <summary>What the image was built from. The base image is not part of it: a new one under the same name is no new wish.</summary>
    private const string Label = "stackhpc.kayobe_modules.built_from";

    private static readonly Argument<string> Image = Argument.RequiredText("name");
    private static readonly Argument<string> Folder = Argument.RequiredText("path") with { Type = ArgumentType.Path };
    private static readonly Argument<string?> Dockerfile = Argument.Text("dockerfile") with { Default = "Dockerfile" };
    private static readonly Argument<string?> Target = Argument.Text("target");
    private static readonly Argument<JsonObject?> BuildArguments = Argument.Mapping("args");
    private static readonly Argument<JsonObject?> Files = Argument.Mapping("files");
    private static readonly Argument<string?> Network = Argument.Text("network");
    private static readonly Argument<bool> Pull = Argument.Flag("pull", otherwise: false);
    private static readonly Argument<bool> Force = Argument.Flag("force", otherwise: false);

    public string Name => "oooq_image_build";

    public ArgumentSpec Arguments { get; } =
        new([Image, Folder, Dockerfile, Target, BuildArguments, Files, Network, Pull, Force, .. EngineArguments.All]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var (name, arguments) = (EngineNames.Image(Image.Name, run.Get(Image)), Texts(run, BuildArguments));
        var context = BuildContext.Read(run.Get(Folder), Texts(run, Files));
        if (!context.Has(run.Get(Dockerfile)!))
        {
            throw new ModuleException(
                $"Give dockerfile the path of one below path '{run.Get(Folder)}', or in files: there is no '{run.Get(Dockerfile)}'.");
        }

        var sum = context.Sum(new()
        {
            ["dockerfile"] = run.Get(Dockerfile),
            ["target"] = run.Get(Target),
            ["args"] = new JsonObject(arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        });
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var found = await engine.FindImageAsync(name, ct);
        var isSame = found?.Config?.Labels is { } labels && labels.TryGetValue(Label, out var before) && before == sum;
        if (isSame && !run.Get(Force) && !run.Get(Pull))
        {
            return new(false) { Values = Shown(name, found!.ID, []) };
        }

        if (run.CheckMode)
        {
            return new(true) { Values = Shown(name, found?.ID, []) };
        }

        var progress = new BuildProgress(step => run.UnderWay = $"build {name}: {step}");
        await BuildAsync(engine, run, new()
        {
            Tags = [name],
            Dockerfile = run.Get(Dockerfile),
            Target = run.Get(Target),
            BuildArgs = arguments,
            NetworkMode = run.Get(Network) is { Length: > 0 } network ? network : null,
            Labels = new Dictionary<string, string> { [Label] = sum },
            NoCache = run.Get(Force),
            Pull = run.Get(Pull) ? "1" : null,
            Remove = true,
            ForceRemove = true,
        }, context, progress, ct);
        run.UnderWay = null;
        var made = await engine.FindImageAsync(name, ct);
        return new(made?.ID != found?.ID) { Values = Shown(name, made?.ID, progress.Last) };
    }

    private static async Task BuildAsync(
        DockerEngine engine,
        Invocation run,
        ImageBuildParameters wanted,
        BuildContext context,
        BuildProgress progress,
        CancellationToken ct)
    {
        try
        {
            await using var archive = context.Open();
            await engine.ActAsync(client => client.Images.BuildImageFromDockerfileAsync(wanted, archive, [], null, progress, ct));
        }
        catch (ModuleException failure)
        {
            var said = string.Join(" | ", progress.Last.TakeLast(3));
            throw new ModuleException(
                $"Check {run.Get(Dockerfile)} in {run.Get(Folder)} and args: the image {run.Get(Image)} cannot be built: {failure.Message}"
                    + (said.Length > 0 ? $" Before that: {said}" : ""),
                failure)
            {
                Details = new JsonObject { ["log_tail"] = Lines(progress.Last) },
                Cause = failure.Cause,
            };
        }
    }

    private static Dictionary<string, string> Texts(Invocation run, Argument<JsonObject?> argument) => (run.Get(argument) ?? [])
        .ToDictionary(pair => pair.Key, pair => pair.Value is null or JsonValue ? pair.Value?.ToString() ?? "" : throw new ModuleException(
            $"Set {pair.Key} in {argument.Name} to a text: it is a list or a dictionary."));

    private static JsonObject Shown(string name, string? id, IReadOnlyList<string> log) =>
        new() { ["image"] = name, ["id"] = id, ["log_tail"] = Lines(log) };

    private static JsonArray Lines(IEnumerable<string> lines) => new([.. lines.Select(line => (JsonNode?)line)]);
}
