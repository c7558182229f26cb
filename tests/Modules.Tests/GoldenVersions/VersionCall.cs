// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Access;
using Modules.Pulp.Entities;

namespace Modules.Tests.GoldenVersions;

/// <summary>The module and its options that mean a recorded write.</summary>
/// <param name="Module">The module.</param>
/// <param name="Arguments">Its options.</param>
/// <param name="Entity">What it converges; null for an action.</param>
internal sealed partial record VersionCall(string Module, JsonObject Arguments, Entity? Entity = null)
{
    /// <summary>Null where no options mean this.</summary>
    public static VersionCall? Of(RecordedExchange exchange, VersionServer pulp)
    {
        if (exchange.Inside is not { } path
            || (string?)exchange.Request["auth"] != "Basic admin:password"
            || exchange.Domain is null == pulp.HasDomains)
        {
            return null;
        }

        var call = Action(exchange, path, pulp) ?? Converging(exchange, path, pulp);
        if (call is not null && exchange.Domain is { } domain)
        {
            call.Arguments["pulp_domain"] = domain;
        }

        return call;
    }

    private static VersionCall? Action(RecordedExchange exchange, string path, VersionServer pulp)
    {
        var (body, verb) = (exchange.Body ?? [], path.TrimEnd('/').Split('/')[^1]);
        var subject = exchange.Address[..^(verb.Length + 1)];
        var name = pulp.State.Find(subject)?["name"]?.DeepClone();
        var isPush = path.Contains("container-push/", StringComparison.Ordinal);
        var plugin = path.Split('/') is [_, var kind, ..] ? kind : "";
        return (exchange.Method, verb) switch
        {
            ("POST", "sync") => new(
                $"{plugin}_sync",
                new JsonObject(body.Select(pair => KeyValuePair.Create(
                    pair.Key, pair.Key == "remote" ? NameOf(pulp, pair.Value) : pair.Value?.DeepClone()))) { ["repository"] = name }),
            ("POST", "tag") => new("container_tag", Tagging("present", name, body, isPush)),
            ("POST", "untag") => new("container_tag", Tagging("absent", name, body, isPush)),
            ("POST", "migrate") => new("container_push_repository", new() { ["state"] = "migrated", ["name"] = name }),
            ("POST", "refresh") => new("acs_refresh", new() { ["type"] = plugin, ["name"] = name }),
            ("POST", "cleanup") => new("delete_orphans", new() { ["protection_time"] = body["orphan_protection_time"]!.DeepClone() }),
            ("POST", "purge") => new("purge_tasks", new() { ["states"] = body["states"]!.DeepClone() }),
            ("PATCH", _) when path.StartsWith("tasks/", StringComparison.Ordinal) =>
                new("task", new() { ["state"] = body["state"]!.DeepClone(), ["pulp_href"] = exchange.Address }),
            ("DELETE", _) when path.StartsWith("artifacts/", StringComparison.Ordinal) =>
                new("artifact", new() { ["state"] = "absent", ["sha256"] = pulp.State.Find(exchange.Address)?["sha256"]?.DeepClone() }),
            _ => null,
        };
    }

    private static JsonObject Tagging(string state, JsonNode? name, JsonObject body, bool isPush)
    {
        var options = new JsonObject { ["state"] = state, ["repository"] = name, ["is_push"] = isPush };
        foreach (var (option, value) in body)
        {
            options[option] = value?.DeepClone();
        }

        return options;
    }

    private static VersionCall? Converging(RecordedExchange exchange, string path, VersionServer pulp)
    {
        var collection = exchange.Method == "POST" ? path : path[..(path.TrimEnd('/').LastIndexOf('/') + 1)];
        var (module, entity) = Catalog.Modules.OfType<EntityModule>().FirstOrDefault(each => each.Entity.Path == collection) is { } found
            ? (found.Name, found.Entity)
            : collection == UserModule.Entity.Path ? ("user", UserModule.Entity) : default;
        if (entity is null || (exchange.Method != "POST" && pulp.State.Find(exchange.Address) is null))
        {
            return null;
        }

        var fields = new JsonObject();
        foreach (var key in exchange.Method == "POST" ? [] : entity.Key.Concat(entity.Fields.Where(field => field.NeededIfPresent)))
        {
            fields[key.Argument.Name] = pulp.State.Find(exchange.Address)![key.ApiName]?.DeepClone();
        }

        var body = exchange.Body?.DeepClone().AsObject() ?? [];
        if (body.Remove("simple", out var simple) | body.Remove("structured", out var structured))
        {
            fields[PublicationArguments.Mode.Name] = ((bool?)simple, (bool?)structured) switch
            {
                (true, true) => "simple_and_structured",
                (_, true) => "structured",
                _ => "simple",
            };
        }

        foreach (var (name, value) in body)
        {
            if (!Add(fields, entity, name, value, pulp))
            {
                return null;
            }
        }

        var arguments = module == "user" ? new JsonObject { ["user"] = fields } : fields;
        arguments["state"] = exchange.Method == "DELETE" ? "absent" : "present";
        return new(module, arguments, entity);
    }

    /// <summary>Says a field as options do.</summary>
    /// <returns>False where none says it.</returns>
    private static bool Add(JsonObject fields, Entity entity, string name, JsonNode? value, VersionServer pulp)
    {
        if (entity.Immutable && name == "repository")
        {
            fields["repository"] = NameOf(pulp, value);
            return true;
        }

        if (name == "repository_version" && (string?)value is { } version)
        {
            var parts = Version().Match(version);
            (fields["repository"], fields["version"]) = (NameOf(pulp, parts.Groups[1].Value), int.Parse(parts.Groups[2].Value, null));
            return true;
        }

        if (entity.AllFields.FirstOrDefault(field => field.ApiNames.Contains(name)) is not { } found
            || (found.Successor is not null && found.Argument.Aliases.Append(found.Argument.Name).Any(fields.ContainsKey)))
        {
            return false; // no option, or one that two values are for
        }

        if (found.Clearable && value?.ToJsonString() == "\"\"")
        {
            return false; // the option unsets it by that
        }

        var option = found.Argument.Aliases.Contains(name) ? name : found.Argument.Name;
        fields[option] = (found, value) switch
        {
            ({ Clearable: true }, null) => "",
            (ReferencesField, JsonArray hrefs) => new JsonArray([.. hrefs.Select(each => NameOf(pulp, each))]),
            ({ IsReference: true }, { } href) => NameOf(pulp, href),
            (JoinedField, { } text) => new JsonArray([.. ((string)text!).Split(' ').Select(each => (JsonNode?)each)]),
            _ => value?.DeepClone(),
        };
        return fields[option] is not null;
    }

    private static JsonNode? NameOf(VersionServer pulp, JsonNode? href) => pulp.State.Find((string?)href)?["name"]?.DeepClone();

    [GeneratedRegex(@"^(.*/)versions/(\d+)/$")]
    private static partial Regex Version();
}
