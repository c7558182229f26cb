// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Content;

/// <summary>/orphans/cleanup/: removes content no version holds, then files nothing needs.</summary>
internal sealed class OrphanEndpoints(PulpInstance pulp, Validator validator)
{
    private const double DefaultProtection = 1440; // minutes, as Pulp's setting has it

    public void Map(Router router) => router.Map("POST", $"{EntityType.Root}orphans/cleanup", CleanAsync);

    private async Task CleanAsync(Exchange exchange)
    {
        var body = validator.Check(pulp.Schema.Bodies["OrphansCleanup"], await exchange.BodyAsync());
        var minutes = body["orphan_protection_time"] is { } given ? given.GetValue<long>() : DefaultProtection;
        var chosen = body["content_hrefs"]?.AsArray().Select(href => EntityType.IdOf(Values.Text(href)!)).ToHashSet() ?? [];
        var task = pulp.Task("pulpcore.app.tasks.orphan.orphan_cleanup", exchange, [$"pdrn:{pulp.Domain}:orphans"], []);
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, context =>
        {
            Clean(context, DateTime.UtcNow - TimeSpan.FromMinutes(minutes), chosen);

            return Task.CompletedTask;
        }));
    }

    private void Clean(TaskContext context, DateTime before, HashSet<string> chosen)
    {
        var held = pulp.Store.Versions.All.SelectMany(version => version.Content).ToHashSet();
        var orphans = pulp.Store.Content.All.Where(
            unit => !held.Contains(unit) && unit.Created < before && (chosen.Count == 0 || chosen.Contains(unit.Id)))
            .ToList();
        var units = context.Report("Clean up orphan Content", "clean-up.content", orphans.Count);
        foreach (var unit in orphans)
        {
            pulp.Store.Content.Remove(unit);
            units.Increment();
        }

        units.Complete();
        var needed = pulp.Store.NeededBlobs();
        var unused = pulp.Store.Artifacts.All.Where(artifact => artifact.Created < before && !needed.Contains(artifact.Sha256)).ToList();
        var code = pulp.Release.Has("3.22") ? "clean-up.artifacts" : "clean-up.content";
        var artifacts = context.Report("Clean up orphan Artifacts", code, unused.Count);
        foreach (var artifact in unused)
        {
            pulp.Store.Artifacts.Remove(artifact);
            pulp.Store.Blobs.Remove(artifact.Sha256);
            artifacts.Increment();
        }

        artifacts.Complete();
    }
}
