using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>A Pulp server in a container, its configuration included.</summary>
internal sealed class ServerModule : IModule
{
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
        var (next, image, report) = run.Get(State) switch
        {
            Absent => (state => Plan.NextToNone(state, options, Kind), null, []),
            Configured => (state => NextToConfigured(run, state, files!), null, []),
            Current => (state => NextToCurrent(run, state, name), null, []),
            _ => await PlanAsync(run, options, files!, engine, ct),
        };
        var (preflight, upgrade) = (new DowntimeCheck(run, engine, name), new UpgradeCheck(run, engine, name));
        if (run.Get(State) == Present && before.Container is null)
        {
            await preflight.RefuseFullDiskAsync("deployed", ct);
        }

        if (run.Get(State) == Configured && UpgradeByOthers(run, before, container) is { } theirs)
        {
            await preflight.CheckAsync(theirs, ct);
        }

        var planRun = new PlanRun(run, engine, name, folder)
        {
            Ready = run.Get(State) is Present or Current ? async stop => await Readiness.WaitAsync(run, engine, name, stop) : null,
            Before = async state =>
            {
                if (Downtime.Ahead(state, next, image) is { } ahead)
                {
                    await preflight.CheckAsync(ahead, ct);
                    await (ahead.Upgrade && state.ImageId is { } id ? upgrade.CheckAsync(id, ct) : Task.CompletedTask);
                }
            },
        };
        var after = await planRun.FollowAsync(before, next, ct);
        foreach (var (key, value) in ContainerReport.Of(engine.Version, after.Container, name))
        {
            report[key] = value?.DeepClone();
        }

        return planRun.Result(before, after, report);
    }

    private static ContainerKind Kind => ServerContainer.Kind;

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
        Invocation run, ConfigurationFolder? folder, JsonNode? container, DockerEngine engine, CancellationToken ct)
    {
        var image = run.Get(Image) is { } wanted ? await engine.FindImageAsync(wanted, ct) : null;
        var started = container?["State"]?["StartedAt"]?.ToString() is { Length: > 0 } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : default;
        // A run may have ended between writing the files and the restart.
        var current = folder?.Written() is not { } written || started >= written;
        var (next, previous) = await OthersAsync(run.Get(ContainerName)!, engine, ct);
        return new(
            folder?.Read() ?? new Dictionary<string, string>(),
            folder?.IsTight() ?? true,
            image is null ? null : ImageIds.Plain(image["Id"]!.ToString()),
            container is null ? null : ContainerState.Of(container, Kind, current))
        {
            Leftover = next,
            Predecessor = previous,
        };
    }

    /// <summary>What a run left that was killed while it replaced the container.</summary>
    private static async Task<(ContainerState? Next, ContainerState? Previous)> OthersAsync(
        string name, DockerEngine engine, CancellationToken ct)
    {
        var next = await engine.FindContainerAsync(name + Deployment.NextSuffix, ct);
        var previous = await engine.FindContainerAsync(name + Deployment.PreviousSuffix, ct);
        return (
            next is not null && Kind.IsOurs(next) ? ContainerState.Of(next, Kind, current: false) : null,
            previous is null ? null : ContainerState.Of(previous, Kind, current: false));
    }

    private static async Task<(Func<Deployment, ContainerStep?> Next, string? Image, JsonObject Report)> PlanAsync(
        Invocation run, ContainerOptions options, ServerFiles files, DockerEngine engine, CancellationToken ct)
    {
        var cpus = (await engine.InfoAsync(ct))["NCPU"]?.GetValue<long>() ?? 1;
        var connections = run.Get(DatabaseConnections);
        var workers = WorkerCounts.For(cpus, connections, (run.Get(ApiWorkers), run.Get(ContentWorkers), run.Get(Workers)));
        if (workers.Connections > connections)
        {
            _ = run.Warnings.Add($"So many workers may need {workers.Connections} connections to the database, which takes {connections}.");
        }

        var spec = ServerContainer.For(run, ConfigurationFolder.PathOf(run.Get(ConfPath)), workers);
        var plan = new Plan(run.Get(State) == Present, options, files, spec, CanUpdate: !engine.Version.IsPodman)
        {
            Preparation = state => Checksums.Preparation(run, state),
        };
        var report = new JsonObject
        {
            ["workers"] = new JsonObject { ["api"] = workers.Api, ["content"] = workers.Content, ["tasks"] = workers.Tasks },
        };
        return (plan.Next, spec.Image, report);
    }

    private static ContainerStep? NextToConfigured(Invocation run, Deployment state, ServerFiles files) =>
        state.Tight && files.AreIn(state.Files) ? null
        : Checksums.Preparation(run, state) ?? (ContainerStep)new WriteFiles(files.ToWrite());

    /// <summary>For a container that somebody else manages.</summary>
    private static ContainerStep? NextToCurrent(Invocation run, Deployment state, string name) => state.Container switch
    {
        { Running: true, Current: true } => null,
        // What would have made it only pretended to.
        null when run.CheckMode => null,
        { Running: true } found => Checksums.Preparation(run, state) ?? (ContainerStep)new RestartContainer(found.Id, Kind.StopSeconds),
        { } => throw new ModuleException($"The container '{name}' does not run."),
        null => throw new ModuleException($"The engine has no container '{name}'. Pulp's is named with container_name."),
    };

    /// <summary>Whether the one who manages the container is going to replace its image.</summary>
    private static Downtime? UpgradeByOthers(Invocation run, Deployment before, JsonNode? container) =>
        before.Container is { Running: true } running && run.Get(Image) is { } image
            && (before.ImageId is { } id ? id != running.Fields["image"]?.ToString() : image != container?["Config"]?["Image"]?.ToString())
            ? Downtime.ByUpgrade(image)
            : null;
}
