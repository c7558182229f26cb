// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Api.Validation;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Api.Repositories;

/// <summary>/repositories/reclaim_space/: gives up files that can be fetched again.</summary>
internal sealed class ReclaimEndpoints(PulpInstance pulp, Validator validator)
{
    public void Map(Router router) => router.Map("POST", $"{EntityType.Root}repositories/reclaim_space", ReclaimAsync);

    private async Task ReclaimAsync(Exchange exchange)
    {
        var body = validator.Check(pulp.Schema.Bodies["ReclaimSpace"], await exchange.BodyAsync());
        var links = new Hyperlinks(pulp.Schema, pulp.Store);
        var hrefs = body["repo_hrefs"]!.AsArray().Select(href => Values.Text(href) ?? "").ToList();
        if (hrefs.Count == 0 || (hrefs.Contains("*") && hrefs.Count > 1))
        {
            throw HttpProblemException.Field(
                "repo_hrefs", hrefs.Count == 0 ? "Must not be []." : "Can't specify specific HREFs when using '*'");
        }

        var repositories = hrefs.Contains("*")
            ? pulp.Store.Under("repositories/").ToList()
            : hrefs.ConvertAll(
                href => pulp.Store.Find(links.Local(href))
                    ?? throw HttpProblemException.Field("repo_hrefs", $"URI {href} not found for repository."));
        var kept = body["repo_versions_keeplist"]!.AsArray().Select(href => links.Local(Values.Text(href)!)).ToHashSet();
        if (kept.Any(href => pulp.Store.Versions.Find(href) is null))
        {
            throw HttpProblemException.Field("repo_versions_keeplist", "Invalid hyperlink - Object does not exist.");
        }

        var task = pulp.Task(
            "pulpcore.app.tasks.reclaim_space.reclaim_space", exchange, [], repositories.Select(repository => repository.Prn));
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, context =>
        {
            Reclaim(context, repositories.SelectMany(repository => pulp.Store.Versions.Of(repository.Href)).ToList(), kept);

            return Task.CompletedTask;
        }));
    }

    private void Reclaim(TaskContext context, List<RepositoryVersion> versions, HashSet<string> kept)
    {
        var keep = versions.Where(version => kept.Contains(version.Href)).SelectMany(version => version.Content).ToHashSet();
        var found = versions.SelectMany(version => version.Content)
            .Where(unit => !keep.Contains(unit))
            .Distinct()
            .SelectMany(unit => unit.Blobs)
            .Where(CanReturn)
            .Select(blob => blob.Sha256)
            .OfType<string>()
            .Where(pulp.Store.Blobs.Has)
            .ToList();
        var report = context.Report("Reclaim disk space", "reclaim-space.artifact", found.Count);
        foreach (var sha256 in found)
        {
            pulp.Store.Blobs.Remove(sha256);
            if (pulp.Store.Artifacts.Find(sha256) is { } artifact)
            {
                pulp.Store.Artifacts.Remove(artifact);
            }

            report.Increment();
        }

        report.Complete();
    }

    private bool CanReturn(Blob blob) => blob.Url is not null && pulp.Store.Find(blob.Remote) is not null;
}
