// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using static Modules.PulpServer.ServerArguments;
using ContainerInspectResponse = Docker.DotNet.Models.ContainerInspectResponse;

namespace Modules.PulpServer;

/// <summary>A Pulp server in a container, its configuration included.</summary>
internal sealed class ServerModule : IModule
{
    /// <summary>Between two looks at a server that was started.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    public string Name => "pulp_server";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments => Spec;

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        // What the playbook got wrong is said before the engine is asked.
        var files = run.Get(State) is null or Absent ? null : Files(run);
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var name = run.Get(ContainerName)!;
        var container = await engine.FindContainerAsync(name, ct);
        if (run.Get(State) is null)
        {
            var state = container is null ? null : ContainerState.Of(container, Kind, current: false);
            var found = ContainerReport.Of(engine.Version, state, name);
            found["log"] = await ContainerTrouble.DescribeAsync(engine, name, ct);
            return new(Changed: false) { Values = found };
        }

        var folder = files?.At(ConfigurationFolder.PathOf(run.Get(ConfPath)));
        var before = await LookAsync(run, folder, container, engine, ct);
        var options = new ContainerOptions(name, run.Get(Pull)!, run.Get(Recreate) == "always");
        var report = new JsonObject();
        string? image = null;
        Func<Deployment, ContainerStep?> next;
        switch (run.Get(State))
        {
            case Absent:
                next = state => Plan.NextToNone(state, options, Kind);
                break;
            case Configured:
                next = state => NextToConfigured(run, state, files!);
                break;
            case Current:
                next = state => NextToCurrent(run, state, name);
                break;
            default:
                var workers = await WorkersAsync(run, engine, ct);
                report["workers"] = new JsonObject { ["api"] = workers.Api, ["content"] = workers.Content, ["tasks"] = workers.Tasks };
                next = PlanFor(run, options, files!, workers, engine).Next;
                image = run.Get(Image);
                break;
        }

        var inside = new InsideServer(engine, name);
        var downtime = new DowntimeCheck(run, engine, name, inside);
        var upgrade = new UpgradeCheck(run, engine, name, inside);
        if (run.Get(State) == Present && before.Container is null)
        {
            await downtime.RefuseFullDiskAsync("deployed", ct);
        }

        if (run.Get(State) == Present)
        {
            await RefuseTakenPortsAsync(run, container, engine, ct);
            if (before is { Container: null, Predecessor: null })
            {
                await SharedVolumes.RefuseAsync(ServerContainer.Kept(run), [before.Leftover?.Id ?? ""], name, engine, ct);
            }
        }

        if (run.Get(State) == Configured && UpgradeByOthers(run, before, container) is { } theirs)
        {
            await downtime.CheckAsync(theirs, ct);
            await upgrade.CheckAsync(before.ImageId, isLast: true, ct);
        }

        var isUpgraded = false;
        var readiness = new Readiness(run, engine, name, Pause);
        var planRun = new PlanRun(run, engine, name, folder)
        {
            Ready = run.Get(State) is Present or Current ? readiness.WaitAsync : null,
            StaysUp = readiness.StaysUpAsync,
            Before = async state =>
            {
                // Nothing can be asked in a container that is paused: once it goes on, it is looked at.
                if (Downtime.Ahead(state, next, image) is { } ahead && state.Container is not { Paused: true })
                {
                    isUpgraded |= ahead.Upgrade;
                    await (run.CheckMode && before.Container is { Paused: true } ? downtime.Unasked() : downtime.CheckAsync(ahead, ct));
                    if (ahead.Upgrade)
                    {
                        await upgrade.CheckAsync(state.ImageId, isLast: state.ImageId is not null, ct);
                    }
                }
            },
        };
        var after = await planRun.FollowAsync(before, next, ct);
        var migrations = new JsonArray();
        if (run.Get(State) is Present or Current && DataMigrations.AreDue(run, isUpgraded))
        {
            report["data_migrations"] = migrations = await DataMigrations.LookAsync(run, engine, name, ct);
        }

        foreach (var (key, value) in ContainerReport.Of(engine.Version, after.Container, name))
        {
            report[key] = value?.DeepClone();
        }

        var result = planRun.Result(before, after, report);
        return DataMigrations.Change(run, migrations) ? result with { Changed = true } : result;
    }

    private static ContainerKind Kind => ServerContainer.Kind;

    private static async Task RefuseTakenPortsAsync(
        Invocation run, ContainerInspectResponse? container, DockerEngine engine, CancellationToken ct)
    {
        var ports = (run.Get(Ports) ?? []).Select(ServerContainer.PortOf).ToList();
        var others = ports.Count > 0 ? await engine.RunningContainersAsync(ct) : [];
        foreach (var port in ports)
        {
            var ip = port.HostIp.Length > 0 ? IPAddress.Parse(port.HostIp) : IPAddress.Any;
            ListeningPort.RefuseTaken(ip, port.HostPort, container, others, "port of the host in ports");
        }
    }

    private static ServerFiles Files(Invocation run)
    {
        var settings = new Settings(run.Get(ContentOrigin)!, run.Get(ServerArguments.Settings) ?? [])
        {
            TokenAuthDisabled = run.Get(TokenAuthDisabled),
            Analytics = run.Get(Analytics),
            AllowedContentChecksums = run.Get(AllowedContentChecksums),
            AllowedImportPaths = run.Get(AllowedImportPaths),
            AllowedExportPaths = run.Get(AllowedExportPaths),
        };
        return ServerFiles.For(
            SettingsFile.Render(settings),
            run.Get(TlsCertificate) is { } certificate ? TlsPair.Read(certificate, run.Get(TlsKey)!, run) : null);
    }

    private static async Task<Deployment> LookAsync(
        Invocation run, ConfigurationFolder? folder, ContainerInspectResponse? container, DockerEngine engine, CancellationToken ct)
    {
        var image = run.Get(Image) is { } wanted ? await engine.FindImageAsync(wanted, ct) : null;
        var started = container?.State?.StartedAt is { Length: > 0 } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : default;
        // A run may have ended between writing the files and the restart.
        var current = folder?.Written() is not { } written || started >= written;
        var name = run.Get(ContainerName)!;
        // What a run left that was killed while it replaced the container: of no matter where somebody else manages it.
        var replaces = run.Get(State) is Present or Stopped or Absent;
        var next = replaces ? await engine.FindContainerAsync(name + Deployment.NextSuffix, ct) : null;
        var previous = replaces ? await engine.FindContainerAsync(name + Deployment.PreviousSuffix, ct) : null;
        return new Deployment(
            folder?.Read() ?? new Dictionary<string, string>(),
            folder?.IsTight() ?? true,
            image is null ? null : ImageIds.Plain(image.ID),
            container is null ? null : ContainerState.Of(container, Kind, current)).Beside(Kind, next, previous);
    }

    private static async Task<WorkerCounts> WorkersAsync(Invocation run, DockerEngine engine, CancellationToken ct)
    {
        var cpus = Math.Max(1, (await engine.InfoAsync(ct)).NCPU);
        var connections = run.Get(DatabaseConnections);
        var workers = WorkerCounts.For(cpus, connections, (run.Get(ApiWorkers), run.Get(ContentWorkers), run.Get(Workers)));
        if (workers.Connections > connections)
        {
            _ = run.Warnings.Add($"So many workers may need {workers.Connections} connections to the database, which takes {connections}.");
        }

        return workers;
    }

    private static Plan PlanFor(
        Invocation run, ContainerOptions options, ServerFiles files, WorkerCounts workers, DockerEngine engine)
    {
        var spec = ServerContainer.For(run, ConfigurationFolder.PathOf(run.Get(ConfPath)), workers);
        return new(run.Get(State) == Present, options, files, spec, CanUpdate: !engine.Version.IsPodman)
        {
            Preparation = state => Checksums.Preparation(run, state),
        };
    }

    private static ContainerStep? NextToConfigured(Invocation run, Deployment state, ServerFiles files) =>
        state.Tight && files.AreIn(state.Files) ? null
        : Checksums.Preparation(run, state) ?? (ContainerStep)new WriteFiles(files.ToWrite());

    /// <summary>For a container that somebody else manages.</summary>
    private static ContainerStep? NextToCurrent(Invocation run, Deployment state, string name) => state.Container switch
    {
        { Paused: true } found => new UnpauseContainer(found.Id),
        { Running: true, Current: true } => null,
        // What would have made it only pretended to.
        null when run.CheckMode => null,
        { Running: true } found => Checksums.Preparation(run, state) ?? (ContainerStep)new RestartContainer(found.Id, Kind.StopSeconds),
        { } => throw new ModuleException($"The container '{name}' does not run."),
        null => throw new ModuleException($"The engine has no container '{name}'. Pulp's is named with container_name."),
    };

    /// <summary>Whether the one who manages the container is going to replace its image.</summary>
    private static Downtime? UpgradeByOthers(Invocation run, Deployment before, ContainerInspectResponse? container) =>
        before.Container is { Running: true } running && run.Get(Image) is { } image
            && (before.ImageId is { } id ? id != running.Fields["image"]?.ToString() : image != container?.Config?.Image)
            ? Downtime.ByUpgrade(image)
            : null;
}
