// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api.Entities;

/// <summary>Makes an entity of a checked draft, and what has to be there beside it.</summary>
internal sealed class EntityCreation(PulpInstance pulp)
{
    private const string RedirectGuards = "contentguards/core/content_redirect";
    private const string Namespaces = "pulp_container/namespaces";

    public Entity Make(Draft draft)
    {
        var values = draft.Values.DeepClone().AsObject();
        if (draft.Type.App == "container" && draft.Type.Family == "distributions")
        {
            values["content_guard"] ??= RedirectGuard().Href;
            values["namespace"] = Namespace(values["base_path"]!.GetValue<string>()).Href;
        }

        if (draft.Type.Path == "domains" && values["storage_settings"] is JsonObject settings)
        {
            values["storage_settings"] = Storage(settings);
        }

        if (draft.Type.Family == "acs")
        {
            values["paths"] = Paths(values["paths"]);
        }

        return Add(draft.Type, values);
    }

    /// <summary>A file system's settings, with what a domain does not say.</summary>
    private static JsonObject Storage(JsonObject given) => new()
    {
        ["hidden_fields"] = new JsonArray(),
        ["location"] = given["location"]?.DeepClone() ?? "/var/lib/pulp/media",
        ["base_url"] = given["base_url"]?.DeepClone() ?? "",
        ["file_permissions_mode"] = given["file_permissions_mode"]?.DeepClone() ?? 420,
        ["directory_permissions_mode"] = given["directory_permissions_mode"]?.DeepClone(),
    };

    /// <summary>A repository of which nothing but the name is known.</summary>
    public Entity MakeRepository(EntityType type, string name)
    {
        var values = new JsonObject(
            type.Fields.Where(field => !field.ReadOnly).Select(field => KeyValuePair.Create(field.Name, field.Default?.DeepClone())));
        values["name"] = name;

        return Add(type, values);
    }

    /// <summary>What the first push to a name brings about: a repository and its distribution.</summary>
    public Entity MakePushRepository(string name)
    {
        var kind = pulp.Release.Has("container", "2.29") ? "container" : "container-push";
        var type = pulp.Schema.Types[$"repositories/container/{kind}"];
        var repository = pulp.Store.Named("repositories", "name", name).FirstOrDefault(known => known.Type == type)
            ?? MakeRepository(type, name);
        Make(new Draft(pulp.Schema.Types["distributions/container/container"], null, new JsonObject
        {
            ["name"] = name,
            ["base_path"] = name,
            ["repository"] = repository.Href,
            ["repository_version"] = null,
            ["private"] = false,
            ["hidden"] = false,
            ["pulp_labels"] = new JsonObject(),
            ["description"] = null,
        }));

        return repository;
    }

    /// <summary>A container distribution that moves belongs to another namespace.</summary>
    public void AfterUpdate(Entity entity, Draft draft)
    {
        if (entity.Type.App == "container" && draft.Values["base_path"] is { } path)
        {
            entity.Update(new JsonObject { ["namespace"] = Namespace(path.GetValue<string>()).Href }, entity.LastUpdated);
        }

        if (entity.Type.App == "container" && entity.Type.Family == "distributions" && !draft.Values.ContainsKey("content_guard"))
        {
            entity.Update(new JsonObject { ["content_guard"] = RedirectGuard().Href }, entity.LastUpdated);
        }

        if (entity.Type.Family == "acs" && draft.Values["paths"] is { } paths)
        {
            entity.Update(new JsonObject { ["paths"] = Paths(paths) }, entity.LastUpdated);
        }

        if (entity.Type.Path == "access_policies")
        {
            entity.Update(Policy(draft.Values), entity.LastUpdated);
        }
    }

    /// <summary>A source without a path looks at its remote itself: at the empty path.</summary>
    private static JsonNode Paths(JsonNode? given) => given is JsonArray { Count: > 0 } ? given.DeepClone() : new JsonArray("");

    /// <summary>What a jsonb column holds comes back in the database's order from the next read on.</summary>
    public static void Settle(Entity entity)
    {
        if (entity.Type.Path == "access_policies")
        {
            entity.Replace(
                new JsonObject(entity.Fields.Select(field => KeyValuePair.Create(field.Key, JsonbOrder.Of(field.Value)))),
                entity.LastUpdated);
        }
    }

    private static JsonObject Policy(JsonObject values)
    {
        var policy = new JsonObject { ["customized"] = true };
        if (values["permissions_assignment"] is { } hooks)
        {
            policy["creation_hooks"] = hooks.DeepClone();
        }

        return policy;
    }

    public Entity Add(EntityType type, JsonObject values) =>
        pulp.Store.Add(new Entity(type, NextId(type), DateTime.UtcNow, values));

    /// <summary>Users and groups count; everything else has a time-ordered uuid.</summary>
    private string NextId(EntityType type) => type.Path is "users" or "groups"
        ? (1 + pulp.Store.Under(type.Path + "/")
            .Select(entity => int.Parse(entity.Id, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0)
            .Max()).ToString(CultureInfo.InvariantCulture)
        : Guid.CreateVersion7().ToString();

    private Entity RedirectGuard() =>
        pulp.Store.Named("contentguards", "name", "content redirect").FirstOrDefault(guard => guard.Type.Path == RedirectGuards)
        ?? Add(pulp.Schema.Types[RedirectGuards], new JsonObject { ["name"] = "content redirect", ["description"] = null });

    private Entity Namespace(string basePath)
    {
        var name = basePath.Split('/')[0];

        return pulp.Store.Named("pulp_container", "name", name).FirstOrDefault(space => space.Type.Path == Namespaces)
            ?? Add(pulp.Schema.Types[Namespaces], new JsonObject { ["name"] = name });
    }
}
