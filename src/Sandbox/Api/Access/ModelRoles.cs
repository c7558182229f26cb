// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Store;

namespace Sandbox.Api.Access;

/// <summary>The roles that a user or a group has, with everything or with one thing, kept in a field no answer shows.</summary>
internal static class ModelRoles
{
    private const string Field = "model_roles";

    public static IEnumerable<JsonObject> Of(Entity holder) => (holder.Fields[Field]?.AsArray() ?? []).Select(grant => grant!.AsObject());

    public static bool Has(Entity holder, string role, string? thing) =>
        Of(holder).Any(grant => (string?)grant["role"] == role && (string?)grant["content_object"] == thing);

    public static JsonObject Give(Entity holder, string role, string? thing)
    {
        var grant = new JsonObject
        {
            ["id"] = Guid.CreateVersion7().ToString(),
            ["role"] = role,
            ["content_object"] = thing,
            ["created"] = DateTime.UtcNow,
        };
        Set(holder, Of(holder).Append(grant));

        return grant;
    }

    public static void Take(Entity holder, string role, string? thing) => Set(
        holder, Of(holder).Where(grant => (string?)grant["role"] != role || (string?)grant["content_object"] != thing));

    /// <summary>The users and groups that are named.</summary>
    public static IEnumerable<Entity> Holders(PulpStore store, ObjectRole role) =>
        role.Users.SelectMany(name => store.Named("users", "username", name))
            .Concat(role.Groups.SelectMany(name => store.Under("groups/").Where(group => group.Text("name") == name)));

    private static void Set(Entity holder, IEnumerable<JsonObject> grants) =>
        holder.Update(new JsonObject { [Field] = new JsonArray([.. grants.Select(grant => grant.DeepClone())]) }, holder.LastUpdated);
}
