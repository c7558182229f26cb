using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>Looks, before a running Pulp is interrupted, whether it may be.</summary>
/// <param name="run">What the playbook allows.</param>
/// <param name="engine">Where it runs.</param>
/// <param name="container">The name of its container.</param>
internal sealed class DowntimeCheck(Invocation run, DockerEngine engine, string container)
{
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
            await RefuseFullDiskAsync(ahead.Words, ct);
        }

        if (run.Get(RunningTasks) != "interrupt")
        {
            await RefuseRunningTasksAsync(ahead, ct);
        }

        _passed = true;
    }

    /// <param name="ahead">It would be …</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">There is too little room for the image and the database.</exception>
    public async Task RefuseFullDiskAsync(string ahead, CancellationToken ct)
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
                $"Pulp is not {ahead}: {free} bytes are free at {root}, and free_bytes asks for {wanted}. "
                + "The image and a conversion of the database need room.");
        }
    }

    private async Task RefuseRunningTasksAsync(Downtime ahead, CancellationToken ct)
    {
        if (await AskAsync(ct) is { Count: > 0 } tasks)
        {
            var (are, them) = tasks.Count == 1 ? ("task is", "it") : ("tasks are", "them");
            throw new ModuleException(
                $"Pulp is not {ahead.Words}: {tasks.Count} {are} not done there, {string.Join(", ", tasks.Names)}. "
                + $"Wait for {them}, or agree to that with running_tasks: interrupt.")
            {
                Details = new JsonObject { ["tasks"] = new JsonArray([.. tasks.First.Select(task => (JsonNode?)task.DeepClone())]) },
            };
        }
    }

    /// <summary>Null where neither the container nor the API can tell: such a server is broken, and not worth holding on to.</summary>
    private async Task<OpenTasks?> AskAsync(CancellationToken ct)
    {
        ModuleException inside;
        try
        {
            return await OpenTasks.InsideAsync(engine, container, ct);
        }
        catch (ModuleException failure)
        {
            inside = failure;
        }

        try
        {
            if (run.Get(Login) is { } login)
            {
                return await OpenTasks.ByApiAsync(run with { Values = login }, ct);
            }
        }
        catch (ModuleException)
        {
            // Told below, with what was said inside, which is nearer to the cause.
        }

        _ = run.Warnings.Add(
            $"The Pulp in the container '{container}' is taken to be broken and is not spared: neither inside nor by its API can it be "
            + $"asked whether tasks run. {inside.Message}");
        return null;
    }
}
