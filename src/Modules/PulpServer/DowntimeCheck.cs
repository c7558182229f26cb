// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Checks;
using Modules.Containers.Engine;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>Looks, before a running Pulp is interrupted, whether it may be.</summary>
/// <param name="run">What the playbook allows.</param>
/// <param name="engine">Where it runs.</param>
/// <param name="container">The name of its container.</param>
/// <param name="inside">Tells what runs.</param>
internal sealed class DowntimeCheck(Invocation run, DockerEngine engine, string container, InsideServer inside)
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
            run.Require(await NoTasksAsync(ct), $"Pulp is not {ahead.Words}");
        }

        _passed = true;
    }

    /// <summary>A dry run cannot let one go on that is paused.</summary>
    public Task Unasked()
    {
        if (!_passed)
        {
            _passed = true;
            _ = run.Warnings.Add($"Whether tasks run was not asked: the container '{container}' is paused.");
        }

        return Task.CompletedTask;
    }

    /// <param name="ahead">It would be …</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">There is too little room for the image and the database.</exception>
    public async Task RefuseFullDiskAsync(string ahead, CancellationToken ct) =>
        run.Require(FreeDisk((await engine.InfoAsync(ct)).DockerRootDir, run.Get(FreeBytes)), $"Pulp is not {ahead}");

    private static Check FreeDisk(string root, long wanted)
    {
        const string What = "free disk";
        if (!Directory.Exists(root))
        {
            return Check.Unknown(
                What, $"How much disk is free cannot be told: the engine keeps its data at '{root}', which is not on this host");
        }

        var free = new DriveInfo(root).AvailableFreeSpace;
        return free >= wanted ? Check.Ok(What, $"{free} bytes are free at {root}") : Check.NotOk(
            What,
            $"{free} bytes are free at {root}, and free_bytes asks for {wanted}",
            "The image and a conversion of the database need room.");
    }

    private async Task<Check> NoTasksAsync(CancellationToken ct)
    {
        const string What = "running tasks";
        ModuleException untold;
        try
        {
            return Judge(await inside.TasksAsync(ct));
        }
        catch (ModuleException failure)
        {
            untold = failure;
        }

        try
        {
            if (run.Has(Login))
            {
                return Judge(await OpenTasks.ByApiAsync(run, ct));
            }
        }
        catch (ModuleException)
        {
            // Told below, with what was said inside, which is nearer to the cause.
        }

        return Check.Unknown(
            What,
            $"The Pulp in the container '{container}' is taken to be broken and is not spared: neither inside nor by its API can it be "
            + $"asked whether tasks run", untold.Message);

        static Check Judge(OpenTasks tasks)
        {
            if (tasks.Count == 0)
            {
                return Check.Ok(What, "no task runs or waits");
            }

            var (are, them) = tasks.Count == 1 ? ("task is", "it") : ("tasks are", "them");
            return Check.NotOk(
                What,
                $"{tasks.Count} {are} not done there, {string.Join(", ", tasks.Names)}",
                $"Wait for {them}, or agree to that with running_tasks: interrupt.") with
            {
                Details = new JsonObject { ["tasks"] = new JsonArray([.. tasks.First.Select(task => (JsonNode?)task.DeepClone())]) },
            };
        }
    }
}
