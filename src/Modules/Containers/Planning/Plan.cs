// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Containers.Planning;

/// <summary>From what is there to what is wanted, a step at a time. Each step may be the last of a run that is killed: the
/// next run takes up from what it finds.</summary>
/// <param name="Running">Whether it shall run.</param>
/// <param name="Options">How it comes to be.</param>
/// <param name="Files">What it is configured by.</param>
/// <param name="Spec">What it is.</param>
/// <param name="CanUpdate">The engine can change the restart policy in place.</param>
internal sealed record Plan(bool Running, ContainerOptions Options, IContainerFiles Files, ContainerSpec Spec, bool CanUpdate)
{
    /// <summary>What has to be done in the running container before it takes up new files, which some would not start with else.</summary>
    public Func<Deployment, Prepare?> Preparation { get; init; } = _ => null;

    private ContainerKind Kind => Spec.Kind;

    /// <summary>The next step toward the container; null when there is nothing left to do.</summary>
    /// <exception cref="ModuleException">What is there must not be touched, or what is needed cannot be had.</exception>
    public ContainerStep? Next(Deployment state)
    {
        RefuseForeign(state.Container, Options);
        // To be stopped, a container needs no image but the one it has.
        var image = state.ImageId ?? (Running ? null : state.Container?.Fields["image"]?.ToString());
        if (!state.Pulled && (Options.Pull == "always" || (image is null && Options.Pull != "never")))
        {
            return new PullImage(Spec.Image);
        }

        var spec = Spec with
        {
            ImageId = image ?? throw new ModuleException(
                $"The engine has no image '{Spec.Image}', and pull is never. "
                    + "Load it into the engine, or let it be pulled with pull: missing."),
        };
        if (Unfinished(state) is { } unfinished)
        {
            return unfinished;
        }

        if (Running && Kind.HoldsData && state.Container is { Paused: true } paused)
        {
            return new UnpauseContainer(paused.Id);
        }

        if (Running && Unproven(state, spec) is { } unproven)
        {
            return unproven;
        }

        if (!state.Tight || !Files.AreIn(state.Files))
        {
            return Preparation(state) ?? (ContainerStep)new WriteFiles(Files.ToWrite());
        }

        return state.Container switch
        {
            null => new CreateContainer(spec),
            { Running: true, Current: false } when Running && Preparation(state) is { } prepare => prepare,
            { } found when (Options.Recreate && !state.Created) || MustReplace(found, spec) => Kind.HoldsData && Running
                ? Replacement(state, found, spec)
                : Removal(found, Kind),
            { } found when PolicyOf(found) != spec.RestartPolicy => new UpdateContainer(found.Id, spec.RestartPolicy),
            { Running: true } found when !Running => new StopContainer(found.Id, Kind.StopSeconds),
            { Running: false } found when Running => new StartContainer(found.Id),
            { Running: true, Current: false } found => Kind.Reload is { } reload && !found.Restarting
                ? new ReloadConfiguration(found.Id, reload)
                : new RestartContainer(found.Id, Kind.StopSeconds),
            _ => Running && state.Predecessor is { } old ? new RemovePredecessor(old.Id) : null,
        };
    }

    /// <summary>What a run that was killed while it replaced the container left to be done first.</summary>
    public static ContainerStep? Unfinished(Deployment state) => state switch
    {
        { Container: null, Predecessor: { } old } => new TakeBack(old.Id),
        { Leftover: { } leftover } => new RemoveLeftover(leftover.Id),
        _ => null,
    };

    /// <summary>
    /// A run was killed before it knew whether the new container works, and something else is wanted by now: only one that works takes the
    /// place of the one before.
    /// </summary>
    private ContainerStep? Unproven(Deployment state, ContainerSpec spec) =>
        state is not { Proven: false, Created: false, Predecessor: { } old, Container: { } found }
            || (state.Tight && Files.AreIn(state.Files) && !Options.Recreate && !MustReplace(found, spec)) ? null
        : found.Running ? new RemovePredecessor(old.Id, IsLast: false)
        : new RemoveContainer(found.Id, Volumes: false);

    /// <summary>The next step toward none.</summary>
    /// <exception cref="ModuleException">The container is not ours.</exception>
    public static ContainerStep? NextToNone(Deployment state, ContainerOptions options, ContainerKind kind)
    {
        RefuseForeign(state.Container, options);
        return Unfinished(state) is { } unfinished ? unfinished
            : state.Predecessor is { } old ? new RemovePredecessor(old.Id)
            : state.Container is { } found ? Removal(found, kind)
            : state.Files.Count > 0 ? new RemoveFiles()
            : null;
    }

    /// <summary>The new one is made before the old one is stopped, which is kept until the new one works.</summary>
    private ContainerStep Replacement(Deployment state, ContainerState found, ContainerSpec spec) =>
        state.IsPreviousNameTaken ? throw new ModuleException(
            $"The container '{Options.Name}' would be kept as '{Options.Name}{Deployment.PreviousSuffix}' until the new one works, and "
                + "there is a container of that name that this module did not make. Rename or remove it first.")
        : state.Successor is not { } successor ? new CreateSuccessor(spec with { Replaces = found.Id })
        : found.Running ? new StopContainer(found.Id, spec.Kind.StopSeconds)
        : new ReplaceContainer(found.Id, successor.Id);

    /// <summary>Databases want to be told.</summary>
    private static ContainerStep Removal(ContainerState found, ContainerKind kind) => kind.HoldsData && found.Running
        ? new StopContainer(found.Id, kind.StopSeconds)
        : new RemoveContainer(found.Id, Volumes: !kind.HoldsData);

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

    private static void RefuseForeign(ContainerState? found, ContainerOptions options)
    {
        if (found is { Ours: false } && !options.Recreate)
        {
            throw new ModuleException(
                $"There is a container '{options.Name}' that this module did not make. It is left alone: choose another container_name, "
                + "or have it replaced with recreate: always (right for one that the older role made).");
        }
    }
}
