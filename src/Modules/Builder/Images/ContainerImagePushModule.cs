// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Registry;
using Modules.Messages;

namespace Modules.Builder.Images;

/// <summary>Pushes many images, and sends none that is there already.</summary>
internal sealed class ContainerImagePushModule : IModule
{
    private static readonly Argument<IReadOnlyList<string>?> Reference = ImageArguments.Reference with { Required = true };
    private static readonly Argument<long> Parallel = Argument.Number("parallel", 4) with { Minimum = 1, Maximum = 32 };
    private static readonly Argument<long> Attempts = Argument.Number("attempts", 5) with { Minimum = 1, Maximum = 100 };
    private static readonly Argument<long> Delay = Argument.Seconds("delay", 2);

    public string Name => "container_image_push";

    public ArgumentSpec Arguments { get; } = new(
        [Reference, Parallel, Attempts, Delay, .. RegistryLogins.Arguments, .. EngineArguments.All], RegistryLogins.Constraint);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var images = await ImageArguments.RequireAsync(run, engine, ct);
        var pace = new PushPace((int)run.Get(Parallel), (int)run.Get(Attempts), TimeSpan.FromSeconds(run.Get(Delay)));
        var push = new PushRun(engine, new RegistryLogins(run), pace);
        var pushes = await push.CompareAsync(images, ct);
        var missing = pushes.Where(each => each.State != PushState.Present).ToList();
        if (missing.Count > 0)
        {
            await push.LogInAsync(missing, ct);
        }

        if (run.CheckMode)
        {
            pushes = [.. pushes.Select(each => each.State == PushState.Present ? each : each with { State = PushState.Pushed })];
        }
        else if (missing.Count > 0)
        {
            pushes = await push.PushAsync(pushes, Watched(run, missing.Count), ct);
        }

        return Result(run, pushes, run.CheckMode || missing.Count == 0 ? images : await ImageArguments.ListAsync(run, engine, ct));
    }

    /// <summary>What an interrupted run says of itself.</summary>
    private static Action<ImagePush> Watched(Invocation run, int all)
    {
        var done = 0;
        run.UnderWay = $"push of {all} images, 0 done";
        return push =>
        {
            if (push.State == PushState.Pushed)
            {
                run.UnderWay = $"push of {all} images, {Interlocked.Increment(ref done)} done";
            }
        };
    }

    /// <param name="run">The call.</param>
    /// <param name="pushes">What became of each.</param>
    /// <param name="now">The images as the engine has them now: it learns a digest with the push.</param>
    private static ModuleResult Result(Invocation run, IReadOnlyList<ImagePush> pushes, IReadOnlyList<EngineImage> now)
    {
        var digests = now.ToLookup(image => image.Name.ToString(), image => image.Digests is [.., var last] ? last : null);
        var values = new JsonObject
        {
            ["pushed"] = Told(pushes, PushState.Pushed, digests),
            ["present"] = Told(pushes, PushState.Present, digests),
            ["not_pushed"] = Told(pushes, PushState.Failed, digests),
        };
        var failures = pushes.Where(push => push.State == PushState.Failed).ToList();
        if (failures.Count > 0)
        {
            throw new ModuleException(
                $"{Advice(failures)} Run it again afterwards, what was pushed is not sent again. {Sentence(run, pushes)} "
                    + $"{failures[0].Image.Name}: {failures[0].Reason}")
            { Details = values };
        }

        values["msg"] = Sentence(run, pushes);
        return new(pushes.Any(push => push.State == PushState.Pushed)) { Values = values };
    }

    private static string Advice(IReadOnlyList<ImagePush> failures) => failures.Any(push => push.IsRefused)
        ? "Check the login, and that it may push there."
        : "See what the registry logs.";

    private static JsonArray Told(IReadOnlyList<ImagePush> pushes, PushState state, ILookup<string, string?> digests) =>
        new([.. pushes.Where(push => push.State == state).Select(push => (JsonNode?)Told(push, digests))]);

    private static JsonObject Told(ImagePush push, ILookup<string, string?> digests)
    {
        var told = new JsonObject { ["name"] = push.Image.Name.ToString() };
        if (push.State == PushState.Failed)
        {
            told["reason"] = push.Reason;
        }
        else
        {
            told["digest"] = digests[push.Image.Name.ToString()].FirstOrDefault();
        }

        if (push.Attempts > 0)
        {
            told["attempts"] = push.Attempts;
            told["layers"] = push.Layers;
        }

        return told;
    }

    private static string Sentence(Invocation run, IReadOnlyList<ImagePush> pushes)
    {
        var pushed = pushes.Count(push => push.State == PushState.Pushed);
        var failed = pushes.Where(push => push.State == PushState.Failed).Select(push => push.Image.Name.ToString()).ToList();
        var missing = failed.Count == 0 ? "" : $", {failed.Count} could not be pushed ({FirstNames.Of(failed)})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pushes.Count} images: {pushed} {(run.CheckMode ? "would be pushed" : "pushed")}, "
                + $"{pushes.Count(push => push.State == PushState.Present)} were there{missing}.");
    }
}
