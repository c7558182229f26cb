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

    /// <summary>Who makes a guard by role gets its owner's role.</summary>
    public static void Own(Entity entity, string username)
    {
        if (entity.Type.Path == "contentguards/core/rbac")
        {
            Add(entity, new ObjectRole(OwnersRole(entity.Type), [username], []));
        }
    }

    /// <summary>The owner of a guard may download, too.</summary>
    public static bool IsDownloaders(Entity guard, ObjectRole role) => role.Role == Downloader || role.Role == OwnersRole(guard.Type);

    private static string OwnersRole(EntityType type) => $"{type.App}.{type.Model.ToLowerInvariant()}_owner";

    public static void Add(Entity entity, ObjectRole given) => Change(entity, given, (held, more) => held.Union(more));

    public static void Remove(Entity entity, ObjectRole taken) => Change(entity, taken, (held, less) => held.Except(less));

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
