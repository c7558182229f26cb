namespace Modules.Docker;

/// <summary>One thing to do.</summary>
/// <param name="Words">For the result.</param>
internal abstract record Step(string Words)
{
    /// <summary>What is there once it is done.</summary>
    public abstract ProxyState After(ProxyState state);
}

internal sealed record PullImage(string Image) : Step(Name)
{
    public const string Name = "pull image";

    // Whether a newer one comes is seen only when it comes.
    public override ProxyState After(ProxyState state) => state with { Pulled = true, ImageId = state.ImageId ?? Image };
}

internal sealed record WriteFiles(IReadOnlyDictionary<string, string> Files) : Step("write configuration")
{
    public override ProxyState After(ProxyState state) => state with
    {
        Files = Files, Tight = true, Container = state.Container is { } container ? container with { Current = false } : null,
    };
}

internal sealed record RemoveFiles() : Step("remove configuration")
{
    public override ProxyState After(ProxyState state) => state with { Files = new Dictionary<string, string>() };
}

internal sealed record RemoveContainer(string Id) : Step("remove container")
{
    public override ProxyState After(ProxyState state) => state with { Container = null };
}

internal sealed record CreateContainer(ContainerSpec Spec) : Step("create container")
{
    public override ProxyState After(ProxyState state) => state with
    {
        Created = true, Container = new("", Spec.Shown(), Ours: true, Running: false, Current: false),
    };
}

internal sealed record UpdateContainer(string Id, string RestartPolicy) : Step("update restart policy")
{
    public override ProxyState After(ProxyState state)
    {
        var container = state.Container!;
        var fields = container.Fields.DeepClone().AsObject();
        fields[ContainerSpec.RestartPolicyField] = RestartPolicy;
        return state with { Container = container with { Fields = fields } };
    }
}

internal sealed record StartContainer(string Id) : Step("start container")
{
    public override ProxyState After(ProxyState state) => state with { Container = state.Container! with { Running = true, Current = true } };
}

internal sealed record StopContainer(string Id) : Step("stop container")
{
    public override ProxyState After(ProxyState state) => state with { Container = state.Container! with { Running = false, Current = false } };
}

internal sealed record ReloadConfiguration(string Id) : Step("reload configuration")
{
    public override ProxyState After(ProxyState state) => state with { Container = state.Container! with { Current = true } };
}
