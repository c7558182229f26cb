// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Store;

namespace Sandbox.Api.Access;

/// <summary>add_role, remove_role, list_roles and my_permissions of everything that can be given away.</summary>
internal sealed class RoleEndpoints(PulpInstance pulp, Validator validator)
{
    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(type => type.Verbs.Contains("create") && type.Family != "content"))
        {
            var path = $"{type.ListHref}{{id}}";
            router.Map("GET", $"{path}/list_roles", exchange => exchange.ReplyAsync(200, new JsonObject
            {
                ["roles"] = new JsonArray([.. ObjectRoles.Of(Find(exchange, type)).Select(role => (JsonNode?)role.Show())]),
            }));
            router.Map("GET", $"{path}/my_permissions", exchange => exchange.ReplyAsync(200, Permissions(exchange, Find(exchange, type))));
            router.Map("POST", $"{path}/add_role", exchange => ChangeAsync(exchange, type, given: true));
            router.Map("POST", $"{path}/remove_role", exchange => ChangeAsync(exchange, type, given: false));
        }
    }

    private async Task ChangeAsync(Exchange exchange, EntityType type, bool given)
    {
        var entity = Find(exchange, type);
        var body = validator.Check(pulp.Schema.Bodies["NestedRole"], await exchange.BodyAsync());
        var role = ObjectRoles.Read(body);
        var known = pulp.Store.Named("roles", "name", role.Role).FirstOrDefault()
            ?? throw HttpProblemException.Field("role", $"Object with name={role.Role} does not exist.");
        Require("users", "users/", "username", role.Users);
        Require("groups", "groups/", "name", role.Groups);
        if (given && !IsAbout(known, type))
        {
            throw HttpProblemException.NonField("The role does not contain any permission for that object.");
        }

        var held = ObjectRoles.Of(entity).FirstOrDefault(other => other.Role == role.Role);
        Require(given, "user", role.Users, held?.Users);
        Require(given, "group", role.Groups, held?.Groups);
        (given ? (Action<PulpStore, Entity, ObjectRole>)ObjectRoles.Add : ObjectRoles.Remove)(pulp.Store, entity, role);
        pulp.Store.OnChanged();
        await exchange.ReplyAsync(201, role.Show());
    }

    /// <summary>Nothing is given twice, and nothing taken that nobody has.</summary>
    private static void Require(bool given, string noun, IEnumerable<string> names, IReadOnlyList<string>? held)
    {
        if (names.FirstOrDefault(name => held?.Contains(name) == true == given) is { } name)
        {
            throw HttpProblemException.NonField($"The role is {(given ? "already" : "not")} assigned to {noun} '{name}'.");
        }
    }

    private void Require(string field, string path, string nameField, IEnumerable<string> names)
    {
        var known = pulp.Store.Under(path).Select(entity => entity.Text(nameField)).ToHashSet();
        var missing = new JsonObject(names.Select((name, at) => (name, at)).Where(each => !known.Contains(each.name))
            .Select(each => KeyValuePair.Create<string, JsonNode?>(
                $"{each.at}", new JsonArray($"Object with {nameField}={each.name} does not exist."))));
        if (missing.Count > 0)
        {
            throw HttpProblemException.Refused(new JsonObject { [field] = missing });
        }
    }

    /// <summary>What begins with namespace_ is about a namespace, whatever it ends in.</summary>
    private static bool IsAbout(Entity role, EntityType type) => role.Fields["permissions"]!.AsArray()
        .Select(permission => ((string)permission!).Split('.'))
        .Any(permission => permission[0] == type.App && (permission[1].StartsWith("namespace_", StringComparison.Ordinal)
            ? type.Model == "ContainerNamespace"
            : permission[1].EndsWith($"_{type.Model.ToLowerInvariant()}", StringComparison.Ordinal)));

    /// <summary>The administrator may do everything; others have what their roles say, which here is no more than looking.</summary>
    private static JsonObject Permissions(Exchange exchange, Entity entity)
    {
        var name = entity.Type.Model.ToLowerInvariant();
        string[] verbs = exchange.Account!.IsAdmin ? ["view", "change", "delete", "manage_roles"] : ["view"];

        return new JsonObject { ["permissions"] = new JsonArray([.. verbs.Select(verb => (JsonNode?)$"{entity.Type.App}.{verb}_{name}")]) };
    }

    private Entity Find(Exchange exchange, EntityType type) =>
        pulp.Store.Find(type.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(type.Model);
}
