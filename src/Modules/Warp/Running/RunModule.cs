// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Warp.CommandLines;
using Modules.Warp.Settings;

namespace Modules.Warp.Running;

/// <summary>Runs quickstart in a container that operates the host's libvirt.</summary>
internal sealed class RunModule : IModule
{
    private static readonly Argument<string?> LogFile = Argument.Path("log_file");
    private static readonly Argument<bool> Keep = Argument.Flag("keep", otherwise: false);
    private static readonly Argument<bool> Start = Argument.Flag("start", otherwise: true);
    private static readonly Argument<long> Timeout = Argument.Seconds("timeout", 0);

    public string Name => "oooq_run";

    public ArgumentSpec Arguments { get; } = new(
        [.. WarpArguments.All, .. ContainerArguments.All, LogFile, Keep, Start, Timeout, .. EngineArguments.All])
    {
        SkipsEmptyVariables = true,
    };

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var settings = SettingsReader.Read(run);
        var asked = new RunContainer(settings, ContainerSettings.Read(run, settings.Folders.Workspace));
        var log = Path.GetFullPath(run.Get(LogFile) is { Length: > 0 } given ? given : $"{settings.Folders.Workspace}/oooq-run.log");
        RunFolders.Require(asked, log);
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        var fitted = FittedRun.Of(asked, await LookAsync(engine, settings.User, ct));
        foreach (var note in fitted.Notes)
        {
            _ = run.Warnings.Add(note);
        }

        _ = await EarlierRun.ClearAsync(engine, fitted.Run, run.Get(Keep), run.CheckMode, ct);
        await RequireImageAsync(engine, fitted.Run.Container.Image, ct);
        var told = CommandReport.Of(fitted.Run);
        if (run.CheckMode)
        {
            return new(Changed: true) { Values = told };
        }

        RunFolders.Make(settings);
        var id = await CreateAsync(run, engine, fitted.Run, ct);
        told["container"] = new JsonObject { ["name"] = fitted.Run.Container.Name, ["id"] = id };
        return settings.Interactive || !run.Get(Start)
            ? Waiting(run, fitted.Run, told)
            : await FollowAsync(run, engine, fitted.Run, id, log, told, ct);
    }

    private static async Task<HostFacts> LookAsync(DockerEngine engine, string user, CancellationToken ct) => new(
        Math.Max(1, (await engine.InfoAsync(ct)).NCPU),
        File.Exists,
        HostUser.Find(user, await File.ReadAllLinesAsync("/etc/passwd", ct), await File.ReadAllLinesAsync("/etc/group", ct)));

    private static async Task RequireImageAsync(DockerEngine engine, string image, CancellationToken ct)
    {
        if (await engine.FindImageAsync(image, ct) is null)
        {
            throw new ModuleException(
                $"Build it with the playbook oooq-images.yml, load it, or name another with image: the engine has no image '{image}'.");
        }
    }

    private static async Task<string> CreateAsync(Invocation run, DockerEngine engine, RunContainer wanted, CancellationToken ct)
    {
        var id = await engine.CreateAsync(wanted.Container.Name, CreateRequest.Of(wanted), ct);
        if (!run.Get(Start))
        {
            return id;
        }

        try
        {
            await engine.StartAsync(id, ct);
            return id;
        }
        catch (ModuleException failure)
        {
            await engine.RemoveAsync(id, volumes: true, CancellationToken.None);
            throw failure.Retold(
                (wanted.Container.Privileged ? "If this host gives no container all privileges, give privileged: false. " : "")
                    + $"The container '{wanted.Container.Name}' was made and could not be started: {failure.Message}");
        }
    }

    /// <summary>It waits for a person.</summary>
    private static ModuleResult Waiting(Invocation run, RunContainer wanted, JsonObject told)
    {
        var begins = run.Get(Start);
        var command = begins ? EarlierRun.Attach(wanted.Container.Name, hasTerminal: true) : $"docker start -ai {wanted.Container.Name}";
        told["attach"] = command;
        told["msg"] = begins
            ? $"The container waits for you: '{command}', then run create_env_oooq.sh there. It ends with its shell."
            : $"The container is made and not started: '{command}' does that.";
        return new(Changed: true) { Values = told };
    }

    private static async Task<ModuleResult> FollowAsync(
        Invocation run, DockerEngine engine, RunContainer wanted, string id, string file, JsonObject told, CancellationToken ct)
    {
        var name = wanted.Container.Name;
        var what = $"the run of {wanted.Settings.Play.Name} in container '{name}', which goes on: "
            + $"'{EarlierRun.Attach(name, hasTerminal: false)}' shows it, '{EarlierRun.Stop(name)}' stops it";
        run.UnderWay = what;
        using var log = RunLog.Create(file);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (run.Get(Timeout) > 0)
        {
            over.CancelAfter(TimeSpan.FromSeconds(run.Get(Timeout)));
        }

        told["log_file"] = file;
        var following = new Following(engine, id);
        try
        {
            var code = await following.EndAsync(log, over.Token);
            run.UnderWay = null;
            return await EndedAsync(run, engine, wanted, following, code, Ended(told, code, log), ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ModuleException(
                $"Give timeout more than {run.Get(Timeout)} seconds, or 0 for no end, or look after it: time is up for {what}.")
            {
                Details = Ended(told, code: null, log),
                Changed = true,
            };
        }
    }

    private static JsonObject Ended(JsonObject told, long? code, RunLog log)
    {
        told["exit_code"] = code;
        told["log_tail"] = new JsonArray([.. log.Tail.Select(line => (JsonNode?)line)]);
        return told;
    }

    private static async Task<ModuleResult> EndedAsync(
        Invocation run, DockerEngine engine, RunContainer wanted, Following following, long code, JsonObject told, CancellationToken ct)
    {
        var meaning = await following.MeaningAsync(code, ct);
        if (!run.Get(Keep))
        {
            await engine.RemoveAsync(wanted.Container.Name, volumes: true, ct);
        }

        if (code != 0)
        {
            throw new ModuleException(
                $"Read {told["log_file"]}, and run it again with TEARDOWN (teardown) false to keep what was provisioned: "
                    + $"{wanted.Settings.Play.Name} ended with {code}.{meaning}")
            {
                Details = told,
                Changed = true,
            };
        }

        told["msg"] = $"{wanted.Settings.Play.Name} ended with 0; what it said is in {told["log_file"]}.";
        return new(Changed: true) { Values = told };
    }
}
