using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Docker.Engine;

namespace Modules.Docker;

/// <summary>Follows a plan to its end, and keeps what was done.</summary>
internal sealed class Course(Invocation run, DockerEngine engine, string container, string folder)
{
    private readonly List<string> _actions = [];
    private JsonObject? _pull;

    /// <summary>What is there in the end; in check mode, what would be.</summary>
    public async Task<ProxyState> FollowAsync(ProxyState state, Func<ProxyState, Step?> next, CancellationToken ct)
    {
        while (next(state) is { } step)
        {
            run.UnderWay = step.Words;
            state = run.CheckMode ? step.After(state) : await TakeAsync(step, state, ct);
            _actions.Add(step.Words);
        }

        run.UnderWay = null;
        return state;
    }

    /// <summary>A pull that brought what was there already changed nothing.</summary>
    public bool Changed(ProxyState before, ProxyState after) =>
        _actions.Any(action => action != PullImage.Name) || before.ImageId != after.ImageId;

    public ModuleResult Result(ProxyState before, ProxyState after, JsonObject report)
    {
        var changed = Changed(before, after);
        report["actions"] = new JsonArray([.. _actions.Select(action => (JsonNode?)action)]);
        if (_pull is not null)
        {
            report["pull"] = _pull;
        }

        return new(changed)
        {
            Values = report,
            Difference = changed ? new(before.Shown(after, "to be replaced"), after.Shown(before, "new")) : null,
        };
    }

    private async Task<ProxyState> TakeAsync(Step step, ProxyState state, CancellationToken ct)
    {
        var after = step.After(state);
        switch (step)
        {
            case PullImage(var image):
                _pull = await engine.PullAsync(image, progress => run.UnderWay = progress.ToString(), ct);
                var found = await engine.FindImageAsync(image, ct) ?? throw new ModuleException($"Image '{image}' was pulled, but the engine does not have it.");
                return after with { ImageId = ImageIds.Plain(found["Id"]!.ToString()) };
            case WriteFiles(var files):
                ConfigurationFolder.Write(folder, files);
                return after;
            case RemoveFiles:
                ConfigurationFolder.Remove(folder);
                return after;
            case CreateContainer(var spec):
                var id = await engine.CreateAsync(container, spec.ToCreate(), ct);
                return after with { Container = after.Container! with { Id = id } };
            case RemoveContainer(var old):
                await engine.RemoveAsync(old, ct);
                return after;
            case UpdateContainer(var there, var policy):
                await engine.UpdateAsync(there, new JsonObject { ["RestartPolicy"] = new JsonObject { ["Name"] = policy } }, ct);
                return after;
            case StartContainer(var idle):
                await engine.StartAsync(idle, ct);
                return after;
            case StopContainer(var unwanted):
                await engine.StopAsync(unwanted, ct);
                return after;
            case ReloadConfiguration(var busy):
                // Not the engine's own kill: to Docker 20.10 any signal is a stop by hand, and the restart policy ends.
                await engine.ExecuteAsync(busy, ContainerSpec.Reload, ct);
                return after;
            default:
                throw new InvalidOperationException($"Nobody knows how to {step.Words}.");
        }
    }
}
