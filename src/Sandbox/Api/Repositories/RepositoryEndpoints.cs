// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Entities;
using Sandbox.Api.Presentation;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Api.Repositories;

/// <summary>What repositories do: sync, and add or remove content.</summary>
internal sealed class RepositoryEndpoints(PulpInstance pulp, Validator validator, Publisher publisher, VersionPresentation versions)
{
    private static readonly Dictionary<string, string> SyncBodies = new()
    {
        ["rpm"] = "RpmRepositorySyncURL",
        ["deb"] = "AptRepositorySyncURL",
        ["container"] = "ContainerRepositorySyncURL",
    };

    // Not every plugin's sync hands its version back.
    private static readonly HashSet<string> TellsVersion = ["rpm", "container", "file"];

    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(type => type.Family == "repositories" && type.Verbs.Contains("create")))
        {
            router.Map("POST", $"{type.ListHref}{{id}}/sync", exchange => SyncAsync(exchange, type));
            if (type.App != "container")
            {
                router.Map("POST", $"{type.ListHref}{{id}}/modify", exchange => ModifyAsync(exchange, type));
            }
        }
    }

    private async Task SyncAsync(Exchange exchange, EntityType type)
    {
        var repository = Find(exchange, type);
        var fields = pulp.Schema.Bodies[SyncBodies.GetValueOrDefault(type.App, "RepositorySyncURL")];
        var options = validator.Check(fields, await exchange.BodyAsync());
        if (type.App == "rpm")
        {
            SyncRules.Check(repository, options);
        }

        var remote = pulp.Store.Find(Values.Text(options["remote"]) ?? repository.Text("remote"))
            ?? throw HttpProblemException.Field("remote", "This field is required since a remote is not set on the repository.");
        if (remote.Type.App != type.App)
        {
            throw HttpProblemException.Refused(
                new JsonArray($"Type for Remote '{remote.Text("name")}' does not match Repository '{repository.Text("name")}'."));
        }

        var task = pulp.Task(TaskNames.Sync(type.App), exchange, [repository.Prn], [remote.Prn]);
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, async context =>
        {
            if (!pulp.Plugins.Syncs.TryGetValue(type.Path, out var sync))
            {
                throw new TaskFailedException($"this sandbox cannot sync {type.Path}");
            }

            await Task.Delay(pulp.Options.SyncDuration, context.Canceled);
            var created = await sync(new SyncRequest(pulp.Store, repository, remote, options) { Types = pulp.Schema.Types }, context);
            await FinishAsync(repository, created, context);
            if (TellsVersion.Contains(type.App) && (created ?? Unoptimized(repository, options)) is { } told)
            {
                context.Result(JsonbOrder.Of(versions.Show(told)));
            }
        }));
    }

    private async Task ModifyAsync(Exchange exchange, EntityType type)
    {
        var repository = Find(exchange, type);
        var body = validator.Check(pulp.Schema.Bodies["RepositoryAddRemoveContent"], await exchange.BodyAsync());
        var added = Units(body, "add_content_units");
        var all = body["remove_content_units"]!.AsArray().Any(href => Values.Text(href) == "*");
        var removed = all ? [] : Units(body, "remove_content_units");
        var task = pulp.Task(TaskNames.Modify(type.App), exchange, [repository.Prn], []);
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, context =>
        {
            var basis = pulp.Store.Versions.Find(Values.Text(body["base_version"]) ?? "");
            var before = all ? [] : (basis ?? pulp.Store.Versions.Latest(repository)).Content.Except(removed);

            return FinishAsync(repository, pulp.Store.Versions.Create(repository, before.Union(added), basis), context);
        }));
    }

    /// <summary>A new version is a created resource, and perhaps published.</summary>
    public async Task FinishAsync(Entity repository, RepositoryVersion? created, TaskContext context)
    {
        if (created is null)
        {
            return;
        }

        context.Created(created.Href);
        await publisher.AutopublishAsync(repository, created, context);
    }

    /// <summary>An rpm sync that was told not to optimize hands back the version that turned out to do.</summary>
    private RepositoryVersion? Unoptimized(Entity repository, JsonObject options) =>
        Values.Text(options["optimize"]) == "false" && repository.Type.App == "rpm" ? pulp.Store.Versions.Latest(repository) : null;

    private List<ContentUnit> Units(JsonObject body, string name)
    {
        var hrefs = body[name]!.AsArray().Select(href => href!.GetValue<string>()).ToList();
        var units = hrefs.ConvertAll(href => (Href: href, Unit: pulp.Store.Content.FindById(EntityType.IdOf(href))));
        if (units.Exists(found => found.Unit is null))
        {
            var lost = string.Join(", ", units.Where(found => found.Unit is null).Select(found => $"'{found.Href}'"));
            throw HttpProblemException.Refused(new JsonArray($"Could not find the following content units: [{lost}]"));
        }

        return units.ConvertAll(found => found.Unit!);
    }

    private Entity Find(Exchange exchange, EntityType type) =>
        pulp.Store.Find(type.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(type.Model);
}
