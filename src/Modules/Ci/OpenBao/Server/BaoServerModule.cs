// SPDX-License-Identifier: GPL-3.0-or-later
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

    internal static ContainerKind Kind { get; } = new("org.stackhpc.kayobe-modules.openbao-server", "2")
    {
        HoldsData = true,
        StopSeconds = 30,
        // The image's own program runs, with one word; what that program is called is its affair, and is not compared.
        // What is in memory shall not come to lie in a swap file.
        Complete = (create, host) =>
            (create.Cmd, create.Healthcheck, host.CapAdd) = (["server"], BaoHealth.Check, ["IPC_LOCK"]),
    };

    /// <summary>The first process hands signals on to the server.</summary>
    private static ContainerCommand Reload { get; } = new("/bin/sh", "-c", "kill -HUP 1");

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        // What the playbook got wrong is said before the engine is asked.
        var files = run.Get(State) == Absent ? null : BaoConfiguration.For(run);
        var path = ConfigurationFolder.PathOf(run.Get(ConfPath));
        var spec = SpecOf(run, path);
        var folder = BaoConfiguration.At(path);
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var name = run.Get(ContainerName)!;
        var options = new ContainerOptions(name, run.Get(Pull)!, run.Get(Recreate) == "always");
        var container = await engine.FindContainerAsync(name, ct);
        var loaded = LoadedOf(run, folder, path, container);
        var before = await LookAsync(run, folder, container, loaded, engine, ct);
        var kind = files is not null && loaded?.TakesByReload(files.Text) == true ? Kind with { Reload = Reload } : Kind;
        Func<Deployment, ContainerStep?> next = files is null
            ? state => Plan.NextToNone(state, options, Kind)
            : new Plan(run.Get(State) == Present, options, files, spec with { Kind = kind }, !engine.Version.IsPodman).Next;
        var planRun = new PlanRun(run, engine, name, folder)
        {
            Ready = run.Get(State) == Present ? async stop => await WaitAsync(run, engine, name, stop) : null,
        };
        if (files is null && !run.CheckMode)
        {
            LoadedConfiguration.Forget(path);
        }

        var after = await planRun.FollowAsync(before, next, ct);
        await KeepAsync(run, planRun, engine, path, files, ct);
        var report = ContainerReport.Of(engine.Version, after.Container, name);
        report["url"] = $"http://127.0.0.1:{run.Get(Port)}";
        report["restarted"] = planRun.Taken.Any(step => step is StartContainer or RestartContainer);
        return planRun.Result(before, after, report);
    }

    /// <summary>What the running server has read; null where none runs.</summary>
    private static LoadedConfiguration? LoadedOf(
        Invocation run, ConfigurationFolder folder, string path, ContainerInspectResponse? container) =>
        container?.State is { Running: true, StartedAt: { Length: > 0 } started }
            ? LoadedConfiguration.Of(
                path, started, folder.Read().GetValueOrDefault(BaoConfiguration.Name), folder.Written() ?? default, CertificateOf(run))
            : null;

    /// <summary>The listener's certificate where a folder of this host holds it.</summary>
    private static FileInfo? CertificateOf(Invocation run) => run.Get(TlsCertificate) is { Length: > 0 } inside
        && (run.Get(Volumes) ?? []).Select(MountOf)
            .Where(mount => mount.Source.StartsWith('/') && inside.StartsWith(mount.Destination + "/", StringComparison.Ordinal))
            .MaxBy(mount => mount.Destination.Length) is { } found
        ? new FileInfo(found.Source + inside[found.Destination.Length..])
        : null;

    private static async Task KeepAsync(
        Invocation run, PlanRun planRun, DockerEngine engine, string path, BaoConfiguration? files, CancellationToken ct)
    {
        if (!run.CheckMode && files is not null && planRun.Taken.OfType<ReloadConfiguration>().Any()
            && (await engine.FindContainerAsync(run.Get(ContainerName)!, ct))?.State?.StartedAt is { } started)
        {
            new LoadedConfiguration(files.Text, LoadedConfiguration.DigestOf(CertificateOf(run))).Keep(path, started);
        }
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
        Invocation run,
        ConfigurationFolder folder,
        ContainerInspectResponse? container,
        LoadedConfiguration? loaded,
        DockerEngine engine,
        CancellationToken ct)
    {
        var image = await engine.FindImageAsync(run.Get(Image)!, ct);
        // A run may have ended between writing the file and the restart.
        var current = loaded is null || (loaded.Text == folder.Read().GetValueOrDefault(BaoConfiguration.Name)
            && loaded.Certificate == LoadedConfiguration.DigestOf(CertificateOf(run)));
        var name = run.Get(ContainerName)!;
        var next = await engine.FindContainerAsync(name + Deployment.NextSuffix, ct);
        var previous = await engine.FindContainerAsync(name + Deployment.PreviousSuffix, ct);
        return new Deployment(
            folder.Read(), folder.IsTight(), image is null ? null : ImageIds.Plain(image.ID),
            container is null ? null : ContainerState.Of(container, Kind, current)).Beside(Kind, next, previous);
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
