// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Store;

namespace Sandbox.Api.Access;

/// <summary>Users and groups to whom a role was given on one thing.</summary>
internal sealed record ObjectRole(string Role, IReadOnlyList<string> Users, IReadOnlyList<string> Groups)
{
    public JsonObject Show() => new()
    {
        ["users"] = new JsonArray([.. Users.Select(name => (JsonNode?)name)]),
        ["groups"] = new JsonArray([.. Groups.Select(name => (JsonNode?)name)]),
        ["role"] = Role,
    };
}

/// <summary>The roles given on a thing, kept in a field no answer shows.</summary>
internal static class ObjectRoles
{
    public const string Downloader = "core.rbaccontentguard_downloader";
    private const string Field = "object_roles";

    public static IReadOnlyList<ObjectRole> Of(Entity entity) =>
        [.. (entity.Fields[Field]?.AsArray() ?? []).Select(node => Read(node!.AsObject()))];

    public static ObjectRole Read(JsonObject node) => new((string)node["role"]!, Names(node["users"]), Names(node["groups"]));

    /// <summary>Who makes a thing gets the roles on it that the access policy says.</summary>
    public static void Own(PulpStore store, Entity entity, string username)
    {
        var hooks = store.Under("access_policies/").FirstOrDefault(policy => policy.Text("viewset_name") == entity.Type.Path)
            ?.Fields["creation_hooks"] as JsonArray ?? [];
        foreach (var hook in hooks.Where(hook => (string?)hook?["function"] == "add_roles_for_object_creator"))
        {
            var roles = hook!["parameters"]?["roles"];
            foreach (var role in roles is JsonArray ? Names(roles) : [(string)roles!])
            {
                Add(store, entity, new ObjectRole(role, [username], []));
            }
        }
    }

    /// <summary>The owner of a guard may download, too.</summary>
    public static bool IsDownloaders(Entity guard, ObjectRole role) => role.Role == Downloader || role.Role == OwnersRole(guard.Type);

    private static string OwnersRole(EntityType type) => $"{type.App}.{type.Model.ToLowerInvariant()}_owner";

    public static void Add(PulpStore store, Entity entity, ObjectRole given)
    {
        Change(entity, given, (held, more) => held.Union(more));
        foreach (var holder in ModelRoles.Holders(store, given).Where(holder => !ModelRoles.Has(holder, given.Role, entity.Href)))
        {
            _ = ModelRoles.Give(holder, given.Role, entity.Href);
        }
    }

    public static void Remove(PulpStore store, Entity entity, ObjectRole taken)
    {
        Change(entity, taken, (held, less) => held.Except(less));
        foreach (var holder in ModelRoles.Holders(store, taken))
        {
            ModelRoles.Take(holder, taken.Role, entity.Href);
        }
    }

    /// <summary>RBAC guards let through the administrator and whoever has the downloader's role.</summary>
    public static bool MayDownload(PulpStore store, Account? account, Entity guard)
    {
        if (account is null or { IsAdmin: true })
        {
            return account is not null;
        }

        var groups = store.Under("groups/")
            .Where(group => Names(group.Fields["members"]).Contains(account.Href))
            .Select(group => group.Text("name")!)
            .ToHashSet();

        return Of(guard)
            .Any(role => IsDownloaders(guard, role) && (role.Users.Contains(account.Username) || role.Groups.Any(groups.Contains)));
    }

    private static void Change(
        Entity entity, ObjectRole change, Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> combine)
    {
        var others = Of(entity).Where(role => role.Role != change.Role);
        var held = Of(entity).FirstOrDefault(role => role.Role == change.Role) ?? new ObjectRole(change.Role, [], []);
        var changed = new ObjectRole(change.Role, [.. combine(held.Users, change.Users)], [.. combine(held.Groups, change.Groups)]);
        var left = changed.Users.Count + changed.Groups.Count > 0 ? others.Append(changed) : others;
        entity.Update(new JsonObject { [Field] = new JsonArray([.. left.Select(role => (JsonNode?)role.Show())]) }, entity.LastUpdated);
    }

    private static List<string> Names(JsonNode? list) => [.. list?.AsArray().Select(name => (string)name!) ?? []];
}
