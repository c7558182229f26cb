using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Docker;

/// <summary>From what is there to what is wanted, a step at a time. Each step may be the last of a run that is killed: the
/// next run takes up from what it finds.</summary>
internal sealed record Plan(bool Running, ProxySettings Settings, ProxyFiles Files, ContainerSpec Spec, bool CanUpdate)
{
    /// <summary>The next step toward a proxy; null when there is nothing left to do.</summary>
    /// <exception cref="ModuleException">What is there must not be touched, or what is needed cannot be had.</exception>
    public Step? Next(ProxyState state)
    {
        RefuseForeign(state.Container, Settings.ContainerName, Settings.Recreate);
        if (!state.Pulled && (Settings.Pull == "always" || (state.ImageId is null && Settings.Pull != "never")))
        {
            return new PullImage(Settings.Image);
        }

        var spec = Spec with
        {
            ImageId = state.ImageId ?? throw new ModuleException(
                $"The engine has no image '{Settings.Image}', and pull is never. Load it into the engine, or let it be pulled with pull: missing."),
        };
        if (!state.Tight || !Files.AreIn(state.Files))
        {
            return new WriteFiles(Files.WithGeneration());
        }

        return state.Container switch
        {
            null => new CreateContainer(spec),
            { } found when (Settings.Recreate && !state.Created) || MustReplace(found, spec) => new RemoveContainer(found.Id),
            { } found when PolicyOf(found) != spec.RestartPolicy => new UpdateContainer(found.Id, spec.RestartPolicy),
            { Running: true } found when !Running => new StopContainer(found.Id),
            { Running: false } found when Running => new StartContainer(found.Id),
            { Running: true, Current: false } found => new ReloadConfiguration(found.Id),
            _ => null,
        };
    }

    /// <summary>The next step toward none.</summary>
    /// <exception cref="ModuleException">The container is not ours.</exception>
    public static Step? NextToNone(ProxyState state, string containerName, bool recreate)
    {
        RefuseForeign(state.Container, containerName, recreate);
        return state.Container is { } found ? new RemoveContainer(found.Id)
            : state.Files.Count > 0 ? new RemoveFiles()
            : null;
    }

    private bool MustReplace(ContainerState found, ContainerSpec spec)
    {
        var wanted = spec.Shown();
        var there = found.Fields.DeepClone().AsObject();
        if (CanUpdate)
        {
            there[ContainerSpec.RestartPolicyField] = spec.RestartPolicy;
        }

        return !JsonNode.DeepEquals(wanted, there);
    }

    private static string? PolicyOf(ContainerState found) => found.Fields[ContainerSpec.RestartPolicyField]?.ToString();

    private static void RefuseForeign(ContainerState? found, string name, bool recreate)
    {
        if (found is { Ours: false } && !recreate)
        {
            throw new ModuleException(
                $"There is a container '{name}' that this module did not make. It is left alone: choose another container_name, "
                + "or have it replaced with recreate: always (right for one that the older role made).");
        }
    }
}
