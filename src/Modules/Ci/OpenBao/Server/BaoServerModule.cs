using System.Globalization;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using Modules.Waiting;
using static Modules.Ci.OpenBao.Server.BaoServerArguments;
using ContainerInspectResponse = Docker.DotNet.Models.ContainerInspectResponse;

namespace Modules.Ci.OpenBao.Server;

/// <summary>
/// An OpenBao server in a container, its configuration included. A start seals it; so it is restarted only where it must be.
/// </summary>
internal sealed class BaoServerModule : IModule
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public string Name => "openbao_server";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => Spec;

    internal static ContainerKind Kind { get; } = new("org.stackhpc.kayobe-modules.openbao-server", "1")
    {
        HoldsData = true,
        StopSeconds = 30,
        Command = ["server"],
        // What is in memory shall not come to lie in a swap file.
        Complete = (create, host) => (create.Cmd, host.CapAdd) = (["server"], ["IPC_LOCK"]),
    };

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        // What the playbook got wrong is said before the engine is asked.
        var files = run.Get(State) == Absent ? null : BaoConfiguration.For(run);
        var path = ConfigurationFolder.PathOf(run.Get(ConfPath));
        var folder = BaoConfiguration.At(path);
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var name = run.Get(ContainerName)!;
        var options = new ContainerOptions(name, run.Get(Pull)!, run.Get(Recreate) == "always");
        var before = await LookAsync(run, folder, await engine.FindContainerAsync(name, ct), engine, ct);
        Func<Deployment, ContainerStep?> next = files is null
            ? state => Plan.NextToNone(state, options, Kind)
            : new Plan(run.Get(State) == Present, options, files, SpecOf(run, path), CanUpdate: !engine.Version.IsPodman).Next;
        var planRun = new PlanRun(run, engine, name, folder)
        {
            Ready = run.Get(State) == Present ? async stop => await WaitAsync(run, engine, name, stop) : null,
        };
        var after = await planRun.FollowAsync(before, next, ct);
        var report = ContainerReport.Of(engine.Version, after.Container, name);
        report["url"] = $"http://127.0.0.1:{run.Get(Port)}";
        report["restarted"] = planRun.Changed(before, after) && after.Container is { Running: true };
        return planRun.Result(before, after, report);
    }

    internal static ContainerSpec SpecOf(Invocation run, string path) => new(Kind, run.Get(Image)!, "host", run.Get(RestartPolicy)!)
    {
        Mounts = [new(path, BaoConfiguration.Inside, "Z"), .. (run.Get(Volumes) ?? []).Select(MountOf)],
        Environment = new Dictionary<string, string> { ["BAO_ADDR"] = $"http://127.0.0.1:{run.Get(Port)}" },
    };

    private static Mount MountOf(string written) =>
        written.Split(':') is [{ Length: > 0 } source, ['/', ..] inside, .. { Length: <= 1 } more] && inside != BaoConfiguration.Inside
            ? new(source, inside.TrimEnd('/'), more.Length > 0 ? more[0].Split(',') : [])
            : throw new ModuleException(
                $"Give volume:/path or /path:/path in volumes, beside {BaoConfiguration.Inside}: '{written}' is none.");

    private static async Task<Deployment> LookAsync(
        Invocation run, ConfigurationFolder folder, ContainerInspectResponse? container, DockerEngine engine, CancellationToken ct)
    {
        var image = await engine.FindImageAsync(run.Get(Image)!, ct);
        var started = container?.State?.StartedAt is { Length: > 0 } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : default;
        // A run may have ended between writing the file and the restart.
        var current = folder.Written() is not { } written || started >= written;
        var name = run.Get(ContainerName)!;
        var next = await engine.FindContainerAsync(name + Deployment.NextSuffix, ct);
        var previous = await engine.FindContainerAsync(name + Deployment.PreviousSuffix, ct);
        return new(
            folder.Read(), folder.IsTight(), image is null ? null : ImageIds.Plain(image.ID),
            container is null ? null : ContainerState.Of(container, Kind, current))
        {
            Leftover = next is not null && Kind.IsOurs(next) ? ContainerState.Of(next, Kind, current: false) : null,
            Predecessor = previous is null ? null : ContainerState.Of(previous, Kind, current: false),
        };
    }

    /// <summary>Until it answers, sealed or not.</summary>
    private static Task<bool> WaitAsync(Invocation run, DockerEngine engine, string name, CancellationToken ct) =>
        Polling.For(TimeSpan.FromSeconds(run.Get(ReadyTimeout)), Polling.Every(Pause)).UntilAsync<bool>(
            async stop =>
            {
                using var bao = BaoConnection.Local(run, run.Get(Port));
                try
                {
                    _ = await bao.SealStatusAsync(stop);
                    return new Look<bool>.Found(true);
                }
                catch (ModuleException failure)
                {
                    return new Look<bool>.NotYet(async () => new ModuleException(
                        $"OpenBao does not answer within {run.Get(ReadyTimeout)} s: {failure.Message} "
                            + await ContainerTrouble.DescribeAsync(engine, name, stop)));
                }
            },
            ct);
}
