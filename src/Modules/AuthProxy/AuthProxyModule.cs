// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using static Modules.AuthProxy.AuthProxyArguments;
using ContainerInspectResponse = Docker.DotNet.Models.ContainerInspectResponse;

namespace Modules.AuthProxy;

/// <summary>A container with nginx that adds a login to requests for packages and images.</summary>
internal sealed class AuthProxyModule : IModule
{
    public string Name => "pulp_auth_proxy";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => Spec;

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        // What the playbook got wrong is said before the engine is asked.
        var settings = run.Get(State) is Present or Stopped ? ProxySettings.Read(run) : null;
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        return (run.Get(State), settings) switch
        {
            (_, not null) => await ConvergeAsync(run, settings, engine, ct),
            (Absent, _) => await RemoveAsync(run, engine, ct),
            _ => await ReportAsync(run, engine, ct),
        };
    }

    private static async Task<ModuleResult> ConvergeAsync(Invocation run, ProxySettings settings, DockerEngine engine, CancellationToken ct)
    {
        var around = await Surroundings.LookAsync(engine, run.Get(NetworkMode), ct);
        await around.RefuseNamelessLocalhostAsync(ct);
        var nginx = await around.ConfigureAsync(settings, run.Get(Resolvers), run, ct);
        var container = await engine.FindContainerAsync(settings.ContainerName, ct);
        var running = run.Get(State) == Present;
        if (running)
        {
            await RefuseTakenPortsAsync(settings, container, engine, ct);
        }

        using var probe = new ProxyProbe(settings.ListenIp);
        var folder = ProxyFolder.At(settings.ConfPath);
        var before = await LookAsync(settings, folder, container, engine, probe, ct);
        var plan = new Plan(
            running, settings.Options, ProxyFiles.For(nginx), ProxyContainer.For(settings, around), CanUpdate: !engine.Version.IsPodman);
        var planRun = new PlanRun(run, engine, settings.ContainerName, folder);
        var after = await planRun.FollowAsync(before, plan.Next, ct);
        if (running && !run.CheckMode)
        {
            await new Readiness(engine, probe, settings.ContainerName, settings.Timeout, planRun.Changed(before, after))
                .WaitAsync(nginx, ProxyFiles.Generation(after.Files)!, run, ct);
        }

        return planRun.Result(before, after, ProxyReport.Of(
            engine.Version, after.Container, settings.ContainerName, [.. settings.Ports.Select(port => probe.Url(port).ToString())]));
    }

    private static async Task RefuseTakenPortsAsync(
        ProxySettings settings, ContainerInspectResponse? container, DockerEngine engine, CancellationToken ct)
    {
        var others = await engine.RunningContainersAsync(ct);
        foreach (var port in settings.Ports)
        {
            ListeningPort.RefuseTaken(settings.ListenIp, port, container, others);
        }
    }

    private static async Task<Deployment> LookAsync(
        ProxySettings settings,
        ConfigurationFolder folder,
        ContainerInspectResponse? container,
        DockerEngine engine,
        ProxyProbe probe,
        CancellationToken ct)
    {
        var files = folder.Read();
        var image = await engine.FindImageAsync(settings.Image, ct);
        // What runs may be older than what lies there: a run may have ended in between.
        var current = container is not null && ProxyFiles.Generation(files) is { } generation
            && await probe.GenerationAsync(settings.Ports[0], ct) == generation;
        return new(
            files, folder.IsTight(), image is null ? null : ImageIds.Plain(image.ID),
            container is null ? null : ContainerState.Of(container, ProxyContainer.Kind, current));
    }

    private static async Task<ModuleResult> RemoveAsync(Invocation run, DockerEngine engine, CancellationToken ct)
    {
        var name = run.Get(ContainerName)!;
        var container = await engine.FindContainerAsync(name, ct);
        var folder = run.Get(ConfPath) is { } path ? ProxyFolder.At(path) : null;
        var before = new Deployment(
            folder?.Read() ?? new Dictionary<string, string>(), Tight: true, ImageId: null,
            container is null ? null : ContainerState.Of(container, ProxyContainer.Kind, current: false));
        var options = new ContainerOptions(name, run.Get(Pull)!, run.Get(Recreate) == "always");
        var planRun = new PlanRun(run, engine, name, folder);
        var after = await planRun.FollowAsync(before, state => Plan.NextToNone(state, options, ProxyContainer.Kind), ct);
        return planRun.Result(before, after, ProxyReport.Of(engine.Version, null, name, []));
    }

    private static async Task<ModuleResult> ReportAsync(Invocation run, DockerEngine engine, CancellationToken ct)
    {
        var name = run.Get(ContainerName)!;
        var container = await engine.FindContainerAsync(name, ct);
        return new(Changed: false)
        {
            Values = ProxyReport.Of(
                engine.Version, container is null ? null : ContainerState.Of(container, ProxyContainer.Kind, current: false), name, []),
        };
    }
}
