// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Tests.Conformance;

/// <summary>
/// Makes what calls outside the recording had made: a thing that a recorded answer shows, and that no recorded request
/// had created, is put into the sandbox as it was shown, under its recorded identifier.
/// </summary>
internal sealed class Seeder(Series series, PulpInstance pulp, Identities identities, TaskOutcomes outcomes)
{
    private readonly HashSet<string> _seen = [];

    // What was last shown of a thing, while no request has been made that could have changed it.
    private readonly Dictionary<string, JsonObject> _shown = [];

    private static readonly string[] Digests = ["sha224", "sha256", "sha384", "sha512"];

    private readonly Dictionary<string, JsonObject> _versions = series.Exchanges
        .SelectMany(exchange => Things(exchange.Body))
        .Where(thing => thing.ContainsKey("content_summary"))
        .GroupBy(version => (string)version["pulp_href"]!)
        .ToDictionary(group => group.Key, group => group.First());

    /// <summary>Every shown thing that has an href, nested ones too; not what a task's result repeats.</summary>
    public static IEnumerable<JsonObject> Things(JsonNode? body)
    {
        if (body is JsonArray items)
        {
            foreach (var thing in items.SelectMany(Things))
            {
                yield return thing;
            }
        }

        if (body is JsonObject fields)
        {
            if (fields["pulp_href"] is not null)
            {
                yield return fields;
            }

            foreach (var thing in fields.Where(field => field.Key != "result").SelectMany(field => Things(field.Value)))
            {
                yield return thing;
            }
        }
    }

    /// <summary>Reading tells what there is; what a successful write refers to must have been there too.</summary>
    public void Before(Exchange exchange)
    {
        if (exchange.Method == "GET" && exchange.Status == 200)
        {
            foreach (var thing in Things(exchange.Body))
            {
                Ensure(thing);
                Follow(thing);
                if (IsAfterSync(exchange) && pulp.Store.Find(identities.ToLive((string)thing["pulp_href"]!)) is { } synced)
                {
                    AddVersions(synced, thing);
                }
            }
        }
        else if (exchange.Method != "GET")
        {
            _shown.Clear();
            if (exchange.Status < 300 && (string?)exchange.Request["body"]?["publication"] is { Length: > 0 } publication)
            {
                EnsurePublication(publication);
            }
        }
    }

    /// <summary>A case before which something was synced by a call that is not recorded but for what was sent.</summary>
    private bool IsAfterSync(Exchange exchange) => series.Setups.TryGetValue(exchange.Case, out var calls)
        && calls.Any(call => call.Path.EndsWith("/sync/", StringComparison.Ordinal));

    private void Ensure(JsonObject thing)
    {
        var href = (string)thing["pulp_href"]!;
        var identifier = Identities.Identifier().Match(href).Value;
        var type = TypeOf(href);
        var isTask = href.StartsWith($"{EntityType.Root}tasks/", StringComparison.Ordinal);
        if (identifier.Length == 0
            || !_seen.Add(href)
            || identities.ToLive(identifier) != identifier
            || pulp.Store.Find(href) is not null
            || (type is null && !isTask))
        {
            return;
        }

        if (!isTask && Known(type!, thing) is { } live)
        {
            identities.Bind(identifier, Identities.Identifier().Match(live.Href).Value);
            AddVersions(live, thing);
            return;
        }

        if (isTask)
        {
            AddTask(thing, identifier);
        }
        else if (type!.Path is "access_policies" || href == "/pulp/api/v3/users/1/" || !thing.ContainsKey("prn"))
        {
            return;
        }
        else if (type.Family == "content")
        {
            AddUnit(type, thing, identifier);
        }
        else
        {
            AddEntity(type, thing, href.TrimEnd('/').Split('/')[^1]);
        }

        identities.Bind(identifier, identifier);
    }

    /// <summary>One of that name which nothing recorded stands for: Pulp brings it, or a call before the case made it.</summary>
    private Entity? Known(EntityType type, JsonObject thing)
    {
        if (type.Family == "content" || ((string?)thing["name"] ?? (string?)thing["username"]) is not { } name)
        {
            return null;
        }

        return pulp.Store.Under(type.Path + "/").FirstOrDefault(entity =>
            (entity.Text("name") ?? entity.Text("username")) == name
            && !identities.StandsFor(Identities.Identifier().Match(entity.Href).Value));
    }

    /// <summary>Shown otherwise than a moment ago, though nobody asked for a change: an unrecorded call set it.</summary>
    private void Follow(JsonObject thing)
    {
        var href = (string)thing["pulp_href"]!;
        if (_shown.TryGetValue(href, out var before) && pulp.Store.Find(identities.ToLive(href)) is { } entity)
        {
            var changes = new JsonObject(entity.Type.Fields
                .Where(
                    field => !field.ReadOnly
                        && thing.ContainsKey(field.Name)
                        && before.ContainsKey(field.Name)
                        && !JsonNode.DeepEquals(thing[field.Name], before[field.Name]))
                .Select(field => KeyValuePair.Create(field.Name, Live(thing[field.Name]))));
            if (changes.Count > 0)
            {
                entity.Update(changes, DateTime.UtcNow);
            }
        }

        _shown[href] = thing;
    }

    private EntityType? TypeOf(string href)
    {
        var path = href[EntityType.Root.Length..].TrimEnd('/');

        return pulp.Schema.Types.Values.FirstOrDefault(
            type => path.StartsWith(type.Path + "/", StringComparison.Ordinal)
                && path.Count('/'.Equals) == type.Path.Count('/'.Equals) + 1);
    }

    /// <summary>Of a publication that is only ever named, nothing is known but that it is of some version.</summary>
    private void EnsurePublication(string href)
    {
        if (TypeOf(href) is not { } type || pulp.Store.Find(identities.ToLive(href)) is not null)
        {
            return;
        }

        var repositoryType = pulp.Schema.Types.Values.First(
            candidate => candidate.Family == "repositories" && candidate.App == type.App && candidate.Verbs.Contains("create"));
        var repository = pulp.Store.Under(repositoryType.Path).FirstOrDefault()
            ?? pulp.Store.Add(
                new Entity(repositoryType, Guid.CreateVersion7().ToString(), DateTime.UtcNow, new JsonObject { ["name"] = $"of {href}" }));
        pulp.Store.Add(
            new Entity(
                type,
                href.TrimEnd('/').Split('/')[^1],
                DateTime.UtcNow,
                new JsonObject { ["repository_version"] = pulp.Store.Versions.Latest(repository).Href }));
    }

    private void AddEntity(EntityType type, JsonObject thing, string id)
    {
        var fields = new JsonObject();
        // Things that nobody makes through the API have fields that can be read only.
        foreach (var field in type.Fields.Where(field => !field.WriteOnly && (!field.ReadOnly || type.Path == "signing-services")))
        {
            fields[field.Name] = thing.ContainsKey(field.Name) ? Live(thing[field.Name]) : field.Default?.DeepClone();
        }

        foreach (var hidden in thing["hidden_fields"]?.AsArray().Where(hidden => (bool)hidden!["is_set"]!) ?? [])
        {
            fields[(string)hidden!["name"]!] = "password";
        }

        if (type.Family == "publications")
        {
            fields.Remove("repository");
        }

        var made = pulp.Store.Add(new Entity(type, id, DateTime.UtcNow, fields));
        AddVersions(made, thing);
    }

    /// <summary>The versions up to the one that was shown as the latest.</summary>
    private void AddVersions(Entity repository, JsonObject thing)
    {
        if ((string?)thing["latest_version_href"] is not { } latest)
        {
            return;
        }

        var recorded = (string)thing["pulp_href"]!;
        for (var number = Number(pulp.Store.Versions.Latest(repository).Href) + 1; number <= Number(latest); number++)
        {
            var shown = _versions.GetValueOrDefault($"{recorded}versions/{number}/")?["content_summary"]?["present"]?.AsObject();
            pulp.Store.Versions.Create(repository, shown is { Count: > 0 }
                ? TaskOutcomes.Placeholders(shown)
                : [TaskOutcomes.Placeholder("file.file", $"of version {number}")]);
        }
    }

    private static int Number(string version) => int.Parse(version.TrimEnd('/').Split('/')[^1], CultureInfo.InvariantCulture);

    private void AddUnit(EntityType type, JsonObject thing, string id)
    {
        var fields = new JsonObject(
            thing.Where(
                field => Array.IndexOf(Digests, field.Key) < 0
                    && !field.Key.StartsWith("pulp_", StringComparison.Ordinal)
                    && field.Key is not ("prn" or "artifact" or "vuln_report"))
            .Select(field => KeyValuePair.Create(field.Key, Live(field.Value))));
        var blobs = new List<Blob>();
        if ((string?)thing["artifact"] is { } artifact && (string?)thing["sha256"] is { } sha256)
        {
            var artifactId = artifact.TrimEnd('/').Split('/')[^1];
            pulp.Store.Artifacts.Add(
                new Artifact(artifactId, DateTime.UtcNow, 1, Digests.ToDictionary(name => name, name => (string)thing[name]!)));
            blobs.Add(new Blob((string)thing["relative_path"]!, sha256, 1));
        }

        pulp.Store.Content.Intern(
            new ContentUnit(type.UnitType!, id, fields, blobs) { Id = id, RepositoryKey = (string?)thing["relative_path"] });
    }

    private void AddTask(JsonObject thing, string id)
    {
        var resources = (thing["reserved_resources_record"]?.AsArray() ?? [])
            .Select(resource => identities.ToLive((string)resource!))
            .ToList();
        var shared = resources.Where(resource => resource.StartsWith("shared:", StringComparison.Ordinal))
            .Select(resource => resource[7..])
            .ToList();
        var last = shared.LastOrDefault(resource => resource.StartsWith("prn:core.domain:", StringComparison.Ordinal));
        var domain = last is null ? "" : Identities.Identifier().Match(last).Value;
        if (last is not null && !identities.Knows(domain))
        {
            identities.Bind(domain, pulp.Domain);
            shared[^1] = pulp.DomainPrn;
        }

        var task = new PulpTask(
            (string)thing["name"]!,
            new ResourceLocks([.. resources.Where(resource => !resource.StartsWith("shared:", StringComparison.Ordinal))], shared),
            "/pulp/api/v3/users/1/")
        {
            Id = id,
            Created = Time(thing["pulp_created"]) ?? DateTime.UtcNow, // a list may leave it out
        };
        if (thing["finished_at"] is null)
        {
            var href = (string)thing["pulp_href"]!;
            pulp.Tasks.Dispatch(task, context => outcomes.WorkAsync(href, context));
            return;
        }

        task.State = Enum.Parse<TaskState>((string)thing["state"]!, ignoreCase: true);
        (task.Unblocked, task.Started, task.Finished) = (
            Time(thing["unblocked_at"]), Time(thing["started_at"]), Time(thing["finished_at"]));
        task.Error = (string?)thing["error"]?["description"];
        task.Result = Live(thing["result"]);
        task.CreatedResources = [.. (thing["created_resources"]?.AsArray() ?? []).Select(created => identities.ToLive((string)created!))];
        task.Reports = [.. (thing["progress_reports"]?.AsArray() ?? []).Select(report => TaskOutcomes.Report(report!))];
        pulp.Tasks.Restore(task);
    }

    private static DateTime? Time(JsonNode? time) =>
        time is null ? null : DateTime.Parse((string)time!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private JsonNode? Live(JsonNode? value) => value is null ? null : JsonNode.Parse(identities.ToLive(value.ToJsonString()));
}
