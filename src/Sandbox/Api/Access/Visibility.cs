// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Store;

namespace Sandbox.Api.Access;

/// <summary>
/// What is shown to who is no administrator, as pulpcore 3.105 has it by default: of some kinds nothing at all, of all others what a role
/// lets them view, as if the rest were not there. Only lists over all plugins show everything.
/// </summary>
internal static class Visibility
{
    private static readonly string[] Closed =
    [
        "users/", "roles/", "artifacts/", "signing-services/", "access_policies/", "workers/", "exporters/core/pulp/",
        "importers/core/pulp/",
    ];

    /// <summary>Whether nothing below this path is theirs to read.</summary>
    public static bool IsClosed(string path) => Closed.Any(each => path.Contains($"/api/v3/{each}", StringComparison.Ordinal));

    /// <summary>Whether an object is there for somebody.</summary>
    public static bool Sees(PulpStore store, Account? account, Entity entity)
    {
        if (account is null or { IsAdmin: true })
        {
            return true;
        }

        var groups = store.Under("groups/")
            .Where(each => (each.Fields["members"]?.AsArray() ?? []).Any(member => (string?)member == account.Href))
            .ToList();
        var names = groups.Select(each => each.Text("name")!).ToHashSet();
        var roles = ObjectRoles.Of(entity)
            .Where(role => role.Users.Contains(account.Username) || role.Groups.Any(names.Contains))
            .Select(role => role.Role)
            .Concat(groups.Append(store.Find(account.Href)!)
                .SelectMany(ModelRoles.Of)
                .Where(grant => grant["content_object"] is null)
                .Select(grant => (string)grant["role"]!))
            .ToHashSet();
        var permission = $"{entity.Type.App}.view_{entity.Type.Model.ToLowerInvariant()}";
        return store.Under("roles/").Any(role => roles.Contains(role.Text("name")!)
            && role.Fields["permissions"]!.AsArray().Any(each => (string?)each == permission));
    }
}
