// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Containers.Engine;

namespace Modules.Containers.Planning;

/// <summary>One thing to do.</summary>
/// <param name="Words">For the result.</param>
internal abstract record ContainerStep(string Words)
{
    /// <summary>What is there once it is done.</summary>
    public abstract Deployment After(Deployment state);
}

internal sealed record PullImage(string Image) : ContainerStep("pull image")
{
    // Whether a newer one comes is seen only when it comes.
    public override Deployment After(Deployment state) => state with { Pulled = true, ImageId = state.ImageId ?? Image };
}

internal sealed record WriteFiles(IReadOnlyDictionary<string, string> Files) : ContainerStep("write configuration")
{
    public override Deployment After(Deployment state) => state with
    {
        Files = Files,
        Tight = true,
        Container = state.Container is { } container ? container with { Current = false } : null,
    };
}

internal sealed record RemoveFiles() : ContainerStep("remove configuration")
{
    public override Deployment After(Deployment state) => state with { Files = new Dictionary<string, string>() };
}

/// <param name="Id">The container.</param>
/// <param name="Volumes">The volumes without a name go, too.</param>
internal sealed record RemoveContainer(string Id, bool Volumes) : ContainerStep("remove container")
{
    public override Deployment After(Deployment state) => state with { Container = null };
}

internal sealed record CreateContainer(ContainerSpec Spec) : ContainerStep("create container")
{
    public override Deployment After(Deployment state) => state with
    {
        Created = true,
        Container = new("", Spec.Shown(), Ours: true, Running: false, Current: false) { ImageName = Spec.Image },
    };
}

internal sealed record UpdateContainer(string Id, string RestartPolicy) : ContainerStep("update restart policy")
{
    public override Deployment After(Deployment state)
    {
        var container = state.Container!;
        var fields = container.Fields.DeepClone().AsObject();
        fields[ContainerSpec.RestartPolicyField] = RestartPolicy;
        return state with { Container = container with { Fields = fields } };
    }
}

internal sealed record StartContainer(string Id) : ContainerStep("start container")
{
    public override Deployment After(Deployment state) =>
        state with { Proven = true, Container = state.Container! with { Running = true, Current = true } };
}

/// <summary>What is paused answers nobody, and nothing can be asked in it.</summary>
/// <param name="Id">The container.</param>
internal sealed record UnpauseContainer(string Id) : ContainerStep("unpause container")
{
    public override Deployment After(Deployment state)
    {
        var container = state.Container!;
        var fields = container.Fields.DeepClone().AsObject();
        _ = fields.Remove(ContainerState.PausedField);
        return state with { Container = container with { Fields = fields } };
    }
}

/// <param name="Id">The container.</param>
/// <param name="Seconds">How long it may take.</param>
internal sealed record StopContainer(string Id, int Seconds) : ContainerStep("stop container")
{
    public override Deployment After(Deployment state) =>
        state with { Container = state.Container! with { Running = false, Current = false } };
}

/// <param name="Id">The container.</param>
/// <param name="Seconds">How long it may take to stop.</param>
internal sealed record RestartContainer(string Id, int Seconds) : ContainerStep("restart container")
{
    public override Deployment After(Deployment state) =>
        state with { Proven = true, Container = state.Container! with { Running = true, Current = true } };
}

/// <summary>What is done by a command in the running container. One that does not stay up is planned for anew.</summary>
/// <param name="Id">The container.</param>
/// <param name="Command">What runs there.</param>
/// <param name="Words">For the result.</param>
internal abstract record StepInside(string Id, ContainerCommand Command, string Words) : ContainerStep(Words);

/// <remarks>Not the engine's own kill: to Docker 20.10 any signal is a stop by hand, and the restart policy ends.</remarks>
internal sealed record ReloadConfiguration(string Id, ContainerCommand Command) : StepInside(Id, Command, "reload configuration")
{
    public override Deployment After(Deployment state) => state with { Container = state.Container! with { Current = true } };
}

/// <summary>Something to be done in a container that runs, before it takes up its files.</summary>
internal sealed record Prepare(string Id, ContainerCommand Command, string Words) : StepInside(Id, Command, Words)
{
    public override Deployment After(Deployment state) => state with { Prepared = true };
}

/// <summary>Makes the container that is to take another's place, under a name of its own: what cannot be made interrupts nothing.</summary>
internal sealed record CreateSuccessor(ContainerSpec Spec) : ContainerStep("create container")
{
    public override Deployment After(Deployment state) => state with
    {
        Successor = new("", Spec.Shown(), Ours: true, Running: false, Current: false) { ImageName = Spec.Image },
    };
}

/// <summary>Gives a container's name to its successor. The one before is kept until the new one works.</summary>
/// <param name="Old">The container.</param>
/// <param name="New">Its successor.</param>
internal sealed record ReplaceContainer(string Old, string New) : ContainerStep("replace container")
{
    public override Deployment After(Deployment state) => state with
    {
        Created = true,
        Predecessor = state.Container,
        Container = state.Successor,
        Successor = null,
    };
}

/// <summary>The new one works: the one before goes. Whether it works is looked at first, where no step of this run has.</summary>
/// <param name="Id">The container.</param>
/// <param name="IsLast">Nothing else has to be done: one that does not work is as it is wanted.</param>
internal sealed record RemovePredecessor(string Id, bool IsLast = true) : ContainerStep("remove container")
{
    public override Deployment After(Deployment state) => state with { Proven = true, Predecessor = null };
}

/// <summary>A run was killed while it replaced the container: the one before has its name again.</summary>
internal sealed record TakeBack(string Id) : ContainerStep("take back container")
{
    public override Deployment After(Deployment state) => state with { Container = state.Predecessor, Predecessor = null };
}

/// <summary>A run was killed before it used what it had made.</summary>
internal sealed record RemoveLeftover(string Id) : ContainerStep("remove leftover container")
{
    public override Deployment After(Deployment state) => state with { Leftover = null };
}
