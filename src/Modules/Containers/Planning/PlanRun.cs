using System.Text.Json.Nodes;
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
    private readonly List<string> _actions = [];
    private JsonObject? _pull;

    /// <summary>Has its say before each step; null for nobody.</summary>
    public Func<Deployment, Task>? Before { get; init; }

    /// <summary>What is there in the end; in check mode, what would be.</summary>
    public async Task<Deployment> FollowAsync(Deployment state, Func<Deployment, ContainerStep?> next, CancellationToken ct)
    {
        while (next(state) is { } step)
        {
            await (Before?.Invoke(state) ?? Task.CompletedTask);
            run.UnderWay = step.Words;
            state = run.CheckMode ? step.After(state) : await TakeAsync(step, state, ct);
            _actions.Add(step.Words);
        }

        run.UnderWay = null;
        return state;
    }

    /// <summary>A pull that brought what was there already changed nothing.</summary>
    public bool Changed(Deployment before, Deployment after) =>
        _actions.Any(action => action != PullImage.Name) || before.ImageId != after.ImageId;

    public ModuleResult Result(Deployment before, Deployment after, JsonObject report)
    {
        var changed = Changed(before, after);
        report["actions"] = new JsonArray([.. _actions.Select(action => (JsonNode?)action)]);
        if (_pull is not null)
        {
            report["pull"] = _pull;
        }

        var view = folder?.Shown ?? ((_, _, _) => []);
        return new(changed)
        {
            Values = report,
            Difference = changed ? new(before.Shown(after, "to be replaced", view), after.Shown(before, "new", view)) : null,
        };
    }

    private async Task<Deployment> TakeAsync(ContainerStep step, Deployment state, CancellationToken ct)
    {
        var after = step.After(state);
        switch (step)
        {
            case PullImage(var image):
                _pull = await engine.PullAsync(image, progress => run.UnderWay = progress.ToString(), ct);
                var found = await engine.FindImageAsync(image, ct)
                    ?? throw new ModuleException($"Image '{image}' was pulled, but the engine does not have it.");
                return after with { ImageId = ImageIds.Plain(found["Id"]!.ToString()) };
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
                await engine.UpdateAsync(kept, new JsonObject { ["RestartPolicy"] = new JsonObject { ["Name"] = policy } }, ct);
                return after;
            case StartContainer(var idle):
                await engine.StartAsync(idle, ct);
                return after;
            case StopContainer(var unwanted, var seconds):
                await engine.StopAsync(unwanted, seconds, ct);
                return after;
            case RestartContainer(var stale, var seconds):
                await engine.RestartAsync(stale, seconds, ct);
                return after;
            case ReloadConfiguration(var busy, var reload):
                // Not the engine's own kill: to Docker 20.10 any signal is a stop by hand, and the restart policy ends.
                await engine.ExecuteAsync(busy, reload, ct);
                return after;
            case Prepare(var there, var command, _):
                await engine.ExecuteAsync(there, command, ct);
                return after;
            default:
                throw new InvalidOperationException($"Nobody knows how to {step.Words}.");
        }
    }
}
