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

    /// <summary>Fails where a container that was put back ends again soon; null for one look.</summary>
    public Func<CancellationToken, Task>? StaysUp { get; init; }

    /// <summary>What was done so far; in check mode, what would be.</summary>
    public IReadOnlyList<ContainerStep> Taken => _taken;

    /// <summary>What is there in the end; in check mode, what would be.</summary>
    /// <exception cref="ModuleException">A step failed; the failure tells what was done before it.</exception>
    public async Task<Deployment> FollowAsync(Deployment state, Func<Deployment, ContainerStep?> next, CancellationToken ct)
    {
        var before = state;
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

                if (step is RemovePredecessor && !run.CheckMode && !state.Proven && !await IsProvenAsync(step, before, state, ct))
                {
                    _taken.Add(new RemoveContainer(state.Container!.Id, Volumes: false));
                    state = state with { Container = null };
                    continue;
                }

                state = run.CheckMode ? await ForeseeAsync(step, state, ct) : await TakeAsync(step, before, state, ct);
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
        return new ModuleException($"{Ended(failure)} Done before that: {string.Join(", ", _taken.Select(step => step.Words))}.", failure)
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
            case WriteFiles(var files):
                folder!.RequireWritable([.. files.Keys]);
                break;
            case RemoveFiles:
                folder!.RequireWritable([.. state.Files.Keys]);
                break;
        }

        return step.After(state);
    }

    private async Task<Deployment> TakeAsync(ContainerStep step, Deployment before, Deployment state, CancellationToken ct)
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
                await WorkingAsync(step, before, state, () => engine.StartAsync(idle, ct), ct);
                return after;
            case UnpauseContainer(var paused):
                await engine.ActAsync(client => client.Containers.UnpauseContainerAsync(paused, ct));
                return after;
            case StopContainer(var unwanted, var seconds):
                await KeepingAsync(before, state, () => engine.StopAsync(unwanted, seconds, ct), ct);
                return after;
            case RestartContainer(var stale, var seconds):
                await WorkingAsync(step, before, state, () => engine.RestartAsync(stale, seconds, ct), ct);
                return after;
            case CreateSuccessor(var spec):
                var successor = await engine.CreateAsync(container + Deployment.NextSuffix, spec.ToCreate(), ct);
                return after with { Successor = after.Successor! with { Id = successor } };
            case ReplaceContainer(var replaced, var replacing):
                await KeepingAsync(before, state, () => ReplaceAsync(replaced, replacing, ct), ct);
                return after;
            case TakeBack(var previous):
                await engine.RenameAsync(previous, container, ct);
                return after;
            case RemovePredecessor(var previous, _):
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

    private async Task ReplaceAsync(string old, string successor, CancellationToken ct)
    {
        await engine.RenameAsync(old, container + Deployment.PreviousSuffix, ct);
        await engine.RenameAsync(successor, container, ct);
    }

    /// <summary>Starts something, waits until it works, and puts back what was there before where it does not.</summary>
    private async Task WorkingAsync(ContainerStep step, Deployment before, Deployment state, Func<Task> start, CancellationToken ct)
    {
        var isStarted = false;
        try
        {
            await start();
            isStarted = step is StartContainer or RestartContainer;
            await (Ready?.Invoke(ct) ?? Task.CompletedTask);
        }
        catch (ModuleException failure) when (Ready is not null)
        {
            run.UnderWay = "put back what was served before";
            var served = await Back(before, state).AfterStartAsync(state.Predecessor?.Id, step is RestartContainer, ct);
            throw failure.Retold($"{Ended(failure)} {served}", hasChanged: isStarted || state.Predecessor is not null);
        }
    }

    /// <summary>Whether what a run that was killed made works. What is as it is wanted and does not work is an error.</summary>
    private async Task<bool> IsProvenAsync(ContainerStep step, Deployment before, Deployment state, CancellationToken ct)
    {
        if (step is RemovePredecessor { IsLast: true })
        {
            await WorkingAsync(step, before, state, () => Task.CompletedTask, ct);
            return true;
        }

        try
        {
            await (Ready?.Invoke(ct) ?? Task.CompletedTask);
            return true;
        }
        catch (ModuleException failure)
        {
            _ = run.Warnings.Add(
                $"A run that was not ended had replaced the container '{container}'; the new one does not work, so the one before "
                    + $"takes its place again: {failure.Message}");
            await engine.RemoveAsync(container, volumes: false, ct);
            return false;
        }
    }

    /// <summary>Does what interrupts the container that is to be replaced; where that fails, it goes on serving.</summary>
    private async Task KeepingAsync(Deployment before, Deployment state, Func<Task> interrupt, CancellationToken ct)
    {
        try
        {
            await interrupt();
        }
        catch (ModuleException failure) when (state is { Successor: { } successor, Container: { } old })
        {
            run.UnderWay = "put back what was served before";
            var served = await Back(before, state).AfterStopAsync(old.Id, successor.Id, ct);
            throw failure.Retold($"{Ended(failure)} {served}", hasChanged: true);
        }
    }

    /// <summary>Lines of a log and words of an engine have no full stop, and more follows.</summary>
    private static string Ended(ModuleException failure) =>
        failure.Message is [.., '.' or '?' or '!'] ? failure.Message : $"{failure.Message}.";

    private PutBack Back(Deployment before, Deployment state)
    {
        var hasWritten = _taken.Exists(step => step is WriteFiles) && before.Files.Count > 0;
        // One that a killed run had stopped ran before that.
        var hasRun = state.Container is { Running: true } || before.Predecessor is not null || _taken.Exists(step => step is StopContainer);
        return new(engine, container, folder, hasWritten ? before.Files : null, hasRun) { StaysUp = StaysUp };
    }
}
