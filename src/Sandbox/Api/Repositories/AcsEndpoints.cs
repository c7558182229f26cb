// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Tasks;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Plugins;
using Sandbox.Tasks;

namespace Sandbox.Api.Repositories;

/// <summary>
/// refresh/ of alternate content sources: reads what each path of the source has. What is there is fetched from the source first, whatever
/// remote
/// it came to a repository by.
/// </summary>
internal sealed class AcsEndpoints(PulpInstance pulp, TaskGroupEndpoints groups)
{
    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(type => type.Family == "acs"))
        {
            router.Map("POST", $"{type.ListHref}{{id}}/refresh", exchange => RefreshAsync(exchange, type));
        }
    }

    private async Task RefreshAsync(Exchange exchange, EntityType type)
    {
        var acs = pulp.Store.Find(type.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(type.Model);
        var paths = acs.Fields["paths"]!.AsArray().Select(path => (string)path!).DefaultIfEmpty("").ToList();
        var group = groups.Begin(new TaskGroup(type.App switch
        {
            "file" => $"Refreshing {paths.Count} alternate content source paths.",
            "deb" => $"Refreshing Alternate Content Source '{acs.Text("name")}'.",
            _ => $"Refreshing {paths.Count} alternate content source path(s).",
        }));
        foreach (var path in paths)
        {
            var task = pulp.Task(TaskNames.Sync(type.App), exchange, [acs.Prn], [], group);
            pulp.Tasks.Dispatch(task, context => ReadAsync(acs, path, context));
        }

        group.IsComplete = true;
        if (type.App != "file") // whose sources are not told when they were looked at
        {
            acs.Update(new JsonObject { ["last_refreshed"] = Clock.Show(DateTime.UtcNow) }, acs.LastUpdated);
        }

        await exchange.ReplyAsync(202, new JsonObject { ["task_group"] = group.Href });
    }

    /// <summary>A sync into a repository that nobody sees and that is gone afterwards; what it found stays known.</summary>
    private async Task ReadAsync(Entity acs, string path, TaskContext context)
    {
        var source = pulp.Store.Find(acs.Text("remote"))
            ?? throw new TaskFailedException($"alternate content source {acs.Text("name")} has no remote");
        var kind = source.Type.Path["remotes/".Length..];
        var fields = source.Fields.DeepClone().AsObject();
        fields["url"] = $"{source.Text("url")!.TrimEnd('/')}/{path}";
        var remote = new Entity(source.Type, source.Id, source.Created, fields);
        var hidden = new Entity(
            pulp.Schema.Types[$"repositories/{kind}"],
            Guid.CreateVersion7().ToString(),
            DateTime.UtcNow,
            new JsonObject { ["name"] = $"{acs.Text("name")}--{path}--repository" });
        pulp.Store.Versions.Begin(hidden);
        try
        {
            await pulp.Plugins.Syncs[hidden.Type.Path](
                new SyncRequest(pulp.Store, hidden, remote, []) { Types = pulp.Schema.Types, IsAlternate = true }, context);
        }
        finally
        {
            pulp.Store.Versions.End(hidden);
        }
    }
}
