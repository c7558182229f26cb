using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Pulp.Session;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>Looks, before a running Pulp is interrupted, whether it may be.</summary>
internal sealed class DowntimeCheck(Invocation run, DockerEngine engine)
{
    private const int Named = 5;
    private const string WayOut = "or agree to that with running_tasks: interrupt.";

    private bool _passed;

    /// <exception cref="ModuleException">It may not.</exception>
    public async Task CheckAsync(Downtime ahead, CancellationToken ct)
    {
        if (_passed)
        {
            return;
        }

        if (ahead.Upgrade)
        {
            await RefuseFullDiskAsync(ahead, ct);
        }

        if (run.Get(RunningTasks) != "interrupt")
        {
            await RefuseRunningTasksAsync(ahead, ct);
        }

        _passed = true;
    }

    private async Task RefuseFullDiskAsync(Downtime ahead, CancellationToken ct)
    {
        var root = (await engine.InfoAsync(ct))["DockerRootDir"]?.ToString();
        if (root is null || !Directory.Exists(root))
        {
            _ = run.Warnings.Add(
                $"How much disk is free cannot be told: the engine keeps its data at '{root}', which is not on this host.");
            return;
        }

        var (free, wanted) = (new DriveInfo(root).AvailableFreeSpace, run.Get(FreeBytes));
        if (free < wanted)
        {
            throw new ModuleException(
                $"Pulp is not {ahead.Words}: {free} bytes are free at {root}, and free_bytes asks for {wanted}. "
                    + "The image and a conversion of the database need room.");
        }
    }

    private async Task RefuseRunningTasksAsync(Downtime ahead, CancellationToken ct)
    {
        var tasks = await TasksAsync(ahead, ct);
        if (tasks["count"]?.GetValue<long>() is > 0 and var count)
        {
            var names = tasks["results"]!.AsArray().Take(Named).Select(task => $"{task!["name"]} ({task["state"]})");
            throw new ModuleException(
                $"Pulp is not {ahead.Words}: {count} {(count == 1 ? "task is" : "tasks are")} not done there, {string.Join(", ", names)}. "
                    + $"Wait for {(count == 1 ? "it" : "them")}, {WayOut}")
            {
                Details = new JsonObject { ["tasks"] = tasks["results"]!.DeepClone() },
            };
        }
    }

    private async Task<JsonObject> TasksAsync(Downtime ahead, CancellationToken ct)
    {
        if (run.Get(ServerArguments.Login) is not { } login)
        {
            throw new ModuleException($"Pulp is not {ahead.Words}: whether tasks run there is not known. Give login to look, {WayOut}");
        }

        try
        {
            using var pulp = Connection.Open(run with { Values = login });
            var answer =
                await pulp.Api.GetAsync($"tasks/?state__in=running,waiting,canceling&fields=pulp_href,name,state&limit={Named}", ct);
            return answer.Body!.AsObject();
        }
        catch (ModuleException failure)
        {
            throw new ModuleException(
                $"Pulp is not {ahead.Words}: whether tasks run there cannot be asked: {failure.Message} Mend that, {WayOut}", failure);
        }
    }
}
