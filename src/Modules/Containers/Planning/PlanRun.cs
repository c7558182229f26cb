// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Containers.Planning;

/// <summary>Follows a plan to its end, and keeps what was done.</summary>
/// <param name="run">Whether it is only tried, and what is told of it.</param>
/// <param name="engine">What takes the steps.</param>
/// <param name="container">The container's name.</param>
/// <param name="folder">Where its files are; null where no step is about them.</param>
internal sealed class PlanRun(Invocation run, DockerEngine engine, string container, ConfigurationFolder? folder)
{
    private readonly List<ContainerStep> _taken = [];
    private JsonObject? _pull;

    /// <summary>Has its say before each step; null for nobody.</summary>
    public Func<Deployment, Task>? Before { get; init; }

    /// <summary>
    /// Waits until what was started works, and fails where it does not: then what was served before is put back, files included. Null for
    /// containers that work as soon as they run.
    /// </summary>
    public Func<CancellationToken, Task>? Ready { get; init; }

    /// <summary>What was done so far; in check mode, what would be.</summary>
    public IReadOnlyList<ContainerStep> Taken => _taken;

    /// <summary>What is there in the end; in check mode, what would be.</summary>
    /// <exception cref="ModuleException">A step failed; the failure tells what was done before it.</exception>
    public async Task<Deployment> FollowAsync(Deployment state, Func<Deployment, ContainerStep?> next, CancellationToken ct)
    {
        var filesBefore = state.Files;
        while (next(state) is { } step)
        {
            try
            {
                await (Before?.Invoke(state) ?? Task.CompletedTask);
                run.UnderWay = step.Words;
                if (step is StepInside inside && !run.CheckMode && !await RanInsideAsync(inside, state, ct))
                {
                    state = state with { Container = state.Container! with { Restarting = true } };
                    continue;
                }

                state = run.CheckMode ? await ForeseeAsync(step, state, ct) : await TakeAsync(step, state, filesBefore, ct);
            }
            catch (ModuleException failure) when (_taken.Count > 0 && !run.CheckMode)
            {
                throw WithActions(failure);
            }

            _taken.Add(step);
        }

        run.UnderWay = null;
        return state;
    }

    /// <summary>A run that failed half way has changed something all the same.</summary>
    private ModuleException WithActions(ModuleException failure)
    {
        var details = failure.Details?.DeepClone().AsObject() ?? [];
        details["actions"] = Actions();
        return new ModuleException($"{failure.Message} Done before that: {string.Join(", ", _taken.Select(step => step.Words))}.", failure)
        {
            Changed = failure.Changed || _taken.Exists(step => step is not PullImage),
            Details = details,
            Cause = failure.Cause,
            Transient = failure.Transient,
        };
    }

    /// <summary>A pull that brought what was there already changed nothing.</summary>
    public bool Changed(Deployment before, Deployment after) =>
        _taken.Exists(step => step is not PullImage) || before.ImageId != after.ImageId;

    public ModuleResult Result(Deployment before, Deployment after, JsonObject report)
    {
        var changed = Changed(before, after);
        report["actions"] = Actions();
        if (_pull is not null)
        {
            report["pull"] = _pull;
        }

        var view = folder?.Shown ?? ((_, _, _) => []);
        return new(changed)
        {
            Values = report,
            Difference = changed ? new(before.Shown(after, "to be replaced", view), WithSteps(after.Shown(before, "new", view))) : null,
        };
    }

    /// <summary>A diff of what is compared shows no restart.</summary>
    private JsonObject WithSteps(JsonObject shown)
    {
        shown["steps"] = Actions();
        return shown;
    }

    private JsonArray Actions() => new([.. _taken.Select(step => (JsonNode?)step.Words)]);

    /// <summary>What would be there after a step, if nothing speaks against it that can be seen beforehand.</summary>
    private async Task<Deployment> ForeseeAsync(ContainerStep step, Deployment state, CancellationToken ct)
    {
        switch (step)
        {
            case PullImage(var image) when engine.Version.IsPodman:
                _ = run.Warnings.Add($"Whether the image '{image}' can be pulled was not asked: this engine asks no registry beforehand.");
                break;
            case PullImage(var image):
                await engine.RequirePullableAsync(image, ct);
                break;
            case WriteFiles or RemoveFiles:
                folder!.RequireWritable();
                break;
        }

        return step.After(state);
    }

    private async Task<Deployment> TakeAsync(
        ContainerStep step, Deployment state, IReadOnlyDictionary<string, string> filesBefore, CancellationToken ct)
    {
        var after = step.After(state);
        switch (step)
        {
            case PullImage(var image):
                var pull = new PullProgress(image, progress => run.UnderWay = progress.ToString());
                await engine.PullAsync(image, pull, ct);
                _pull = pull.Result;
                var found = await engine.FindImageAsync(image, ct)
                    ?? throw new ModuleException($"Image '{image}' was pulled, but the engine does not have it.");
                return after with { ImageId = ImageIds.Plain(found.ID) };
            case WriteFiles(var files):
                folder!.Write(files);
                return after;
            case RemoveFiles:
                folder!.Remove();
                return after;
            case CreateContainer(var spec):
                var id = await engine.CreateAsync(container, spec.ToCreate(), ct);
                return after with { Container = after.Container! with { Id = id } };
            case RemoveContainer(var old, var volumes):
                await engine.RemoveAsync(old, volumes, ct);
                return after;
            case UpdateContainer(var kept, var policy):
                var changes = new ContainerUpdateParameters { RestartPolicy = new() { Name = RestartPolicies.Parse(policy) } };
                _ = await engine.AskAsync(client => client.Containers.UpdateContainerAsync(kept, changes, ct));
                return after;
            case StartContainer(var idle):
                await WorkingAsync(state, filesBefore, () => engine.StartAsync(idle, ct), ct);
                return after;
            case StopContainer(var unwanted, var seconds):
                await engine.StopAsync(unwanted, seconds, ct);
                return after;
            case RestartContainer(var stale, var seconds):
                await WorkingAsync(state, filesBefore, () => engine.RestartAsync(stale, seconds, ct), ct);
                return after;
            case CreateSuccessor(var spec):
                var successor = await engine.CreateAsync(container + Deployment.NextSuffix, spec.ToCreate(), ct);
                return after with { Successor = after.Successor! with { Id = successor } };
            case ReplaceContainer(var replaced, var replacing):
                await engine.RenameAsync(replaced, container + Deployment.PreviousSuffix, ct);
                await engine.RenameAsync(replacing, container, ct);
                return after;
            case TakeBack(var previous):
                await engine.RenameAsync(previous, container, ct);
                return after;
            case RemovePredecessor(var previous):
                await engine.RemoveAsync(previous, volumes: false, ct);
                return after;
            case RemoveLeftover(var leftover):
                await engine.RemoveAsync(leftover, volumes: true, ct);
                return after;
            case StepInside:
                return after;
            default:
                throw new InvalidOperationException($"Nobody knows how to {step.Words}.");
        }
    }

    /// <returns>False for a container that ends by itself: it was up when looked at, and can be asked nothing all the same.</returns>
    private async Task<bool> RanInsideAsync(StepInside step, Deployment state, CancellationToken ct)
    {
        try
        {
            _ = await engine.ExecuteAsync(step.Id, step.Command, ct);
            return true;
        }
        catch (ModuleException)
        {
            var found = await engine.FindContainerAsync(step.Id, ct);
            if (found is null || (!ContainerTrouble.HasFallen(found) && found.State?.StartedAt == state.Container!.Started))
            {
                throw;
            }

            _ = run.Warnings.Add($"The container '{container}' does not stay up, so this is left out: {step.Words}.");
            return false;
        }
    }

    /// <summary>Starts something, waits until it works, and puts back what was there before where it does not.</summary>
    private async Task WorkingAsync(
        Deployment state, IReadOnlyDictionary<string, string> filesBefore, Func<Task> start, CancellationToken ct)
    {
        try
        {
            await start();
            await (Ready?.Invoke(ct) ?? Task.CompletedTask);
        }
        catch (ModuleException failure) when (Ready is not null)
        {
            var served = await PutBackAsync(state, filesBefore, ct);
            throw failure.Retold($"{failure.Message} {served}");
        }
    }

    /// <returns>A sentence that says what serves now.</returns>
    private async Task<string> PutBackAsync(Deployment state, IReadOnlyDictionary<string, string> filesBefore, CancellationToken ct)
    {
        var wroteFiles = _taken.Exists(step => step is WriteFiles) && filesBefore.Count > 0;
        if (state.Predecessor is null && !wroteFiles)
        {
            return "There is nothing to put back: the container stays as it is.";
        }

        try
        {
            run.UnderWay = "put back what was served before";
            if (wroteFiles)
            {
                folder!.Write(filesBefore);
            }

            if (state.Predecessor is { } previous)
            {
                await engine.RemoveAsync(container, volumes: false, ct);
                await engine.RenameAsync(previous.Id, container, ct);
                await engine.StartAsync(previous.Id, ct);
                return "The container before it is put back and serves again.";
            }

            await engine.RestartAsync(container, 0, ct);
            return "The files before are put back, and the container is restarted with them.";
        }
        catch (ModuleException failure)
        {
            return $"What was served before could not be put back: {failure.Message}";
        }
    }
}
