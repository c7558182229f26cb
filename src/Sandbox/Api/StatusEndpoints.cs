// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api;

/// <summary>/status/, /livez/ and /workers/: who we say we are.</summary>
internal sealed class StatusEndpoints(PulpInstance pulp)
{
    private readonly IReadOnlyList<(string Id, string Name)> _workers =
        [.. Enumerable.Range(1, pulp.Options.Workers)
            .Select(number => (Guid.CreateVersion7().ToString(), $"{Environment.ProcessId}.{number}@{Environment.MachineName}"))];

    private readonly DateTime _started = DateTime.UtcNow;

    public void Map(Router router)
    {
        router.Map("GET", $"{EntityType.Root}status", exchange => exchange.ReplyAsync(200, Status()), open: true);
        router.Map("GET", $"{EntityType.Root}livez", exchange => exchange.EmptyAsync(200), open: true);
        router.Map("GET", $"{EntityType.Root}workers", exchange => Listing.ReplyAsync(
            exchange,
            _workers.Select(worker => RowOf(Worker(worker))),
            new HashSet<string>
            {
                "name",
                "name__in",
                "name__contains",
                "online",
                "missing",
                "last_heartbeat__gte",
                "pulp_href__in",
                "prn__in",
            }));
        router.Map("GET", $"{EntityType.Root}workers/{{id}}", exchange => exchange.ReplyAsync(
            200,
            Worker(_workers.FirstOrDefault(worker => worker.Id == exchange.Path["id"]) is { Id: not null } known
                ? known
                : throw HttpProblemException.NoSuch("AppStatus"))));
    }

    /// <summary>Older Pulps tell less of themselves, and of their workers all there is.</summary>
    private JsonObject Status()
    {
        var shown = Everything();
        if (!pulp.Release.Has("3.23"))
        {
            shown["online_workers"] = new JsonArray([.. _workers.Select(worker => (JsonNode?)Worker(worker))]);
            shown.Remove("online_api_apps");
            shown.Remove("content_settings");
            shown.Remove("domain_enabled");
        }

        return shown;
    }

    private JsonObject Everything() => new()
    {
        ["versions"] = new JsonArray([.. pulp.Release.Components.Keys.Select(component => (JsonNode?)Component(component))]),
        ["online_workers"] = new JsonArray([.. _workers.Select(worker => (JsonNode?)App(worker.Name))]),
        ["online_api_apps"] = new JsonArray(App($"{Environment.ProcessId}@{Environment.MachineName}")),
        ["online_content_apps"] = new JsonArray(App($"{Environment.ProcessId}@{Environment.MachineName}")),
        ["database_connection"] = new JsonObject { ["connected"] = true },
        ["redis_connection"] = new JsonObject { ["connected"] = true },
        ["storage"] = Storage(),
        ["content_settings"] = new JsonObject { ["content_origin"] = pulp.ContentOrigin, ["content_path_prefix"] = "/pulp/content/" },
        ["domain_enabled"] = pulp.Options.Domains,
    };

    private JsonObject Component(string name)
    {
        var shown = new JsonObject
        {
            ["component"] = name,
            ["version"] = pulp.Release.Components[name].ToString(),
            ["package"] = pulp.Release.PackageOf(name),
        };
        if (pulp.Release.Has("3.22"))
        {
            shown["module"] = name == "core" ? "pulpcore.app" : $"pulp_{name}.app";
        }

        if (pulp.Release.Has("3.24"))
        {
            shown["domain_compatible"] = true;
        }

        return shown;
    }

    private JsonObject App(string name)
    {
        var versions = pulp.Release.Components.Select(
            component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value.ToString()));
        var shown = new JsonObject { ["name"] = name, ["last_heartbeat"] = Clock.Show(DateTime.UtcNow) };
        if (pulp.Release.Has("3.23"))
        {
            shown["versions"] = JsonbOrder.Of(new JsonObject(versions));
        }

        return shown;
    }

    private JsonObject Worker((string Id, string Name) worker)
    {
        var shown = new JsonObject
        {
            ["pulp_href"] = $"{EntityType.Root}workers/{worker.Id}/",
            ["prn"] = $"prn:core.appstatus:{worker.Id}",
            ["pulp_created"] = Clock.Show(_started),
            ["pulp_last_updated"] = Clock.Show(_started),
        };
        foreach (var (name, value) in App(worker.Name))
        {
            shown[name] = value?.DeepClone();
        }

        shown["current_task"] = null;
        if (!pulp.Release.Has("3.48"))
        {
            shown.Remove("prn");
            shown.Remove("pulp_last_updated");
        }

        return shown;
    }

    /// <summary>Asked for, but not shown: whether a worker beats.</summary>
    private Row RowOf(JsonObject worker) => new(worker.Select(field => field.Key), _started, name => name switch
    {
        "online" => true,
        "missing" => false,
        _ => worker[name],
    });

    private JsonObject Storage()
    {
        var drive = new DriveInfo(pulp.Store.Blobs.Directory);

        return new JsonObject
        {
            ["total"] = drive.TotalSize,
            ["used"] = drive.TotalSize - drive.TotalFreeSpace,
            ["free"] = drive.AvailableFreeSpace,
        };
    }
}
