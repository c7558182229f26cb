// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Store;

namespace Sandbox.Api.Access;

/// <summary>What somebody may do: by roles on everything, and by roles on one object, had alone or as a member of a group.</summary>
internal sealed class Grants
{
    private readonly PulpStore _store;
    private readonly Account _account;
    private readonly HashSet<string> _groups;
    private readonly HashSet<string> _everywhere;

    private Grants(PulpStore store, Account account)
    {
        (_store, _account) = (store, account);
        var groups = store.Under("groups/")
            .Where(each => (each.Fields["members"]?.AsArray() ?? []).Any(member => (string?)member == account.Href))
            .ToList();
        _groups = [.. groups.Select(each => each.Text("name")!)];
        _everywhere = Permissions(groups.Append(store.Find(account.Href)!)
            .SelectMany(ModelRoles.Of)
            .Where(grant => grant["content_object"] is null)
            .Select(grant => (string)grant["role"]!));
    }

    public static Grants Of(PulpStore store, Account account) => new(store, account);

    /// <summary>Whether a permission is had, with an object or with everything.</summary>
    public bool Has(string permission, Entity? on = null) => _everywhere.Contains(permission)
        || (on is not null && Permissions(ObjectRoles.Of(on)
            .Where(role => role.Users.Contains(_account.Username) || role.Groups.Any(_groups.Contains))
            .Select(role => role.Role)).Contains(permission));

    private HashSet<string> Permissions(IEnumerable<string> roles) =>
        [.. roles.Distinct()
            .SelectMany(name => _store.Named("roles", "name", name))
            .SelectMany(role => role.Fields["permissions"]!.AsArray())
            .Select(permission => (string)permission!)];
}
