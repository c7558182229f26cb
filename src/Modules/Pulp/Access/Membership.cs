// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Access;

/// <summary>The groups of a user, compared as sets.</summary>
internal sealed class Membership(PulpSession pulp)
{
    public static readonly Argument<IReadOnlyList<string>?> Groups = Argument.TextList("groups");

    /// <summary>Only add.</summary>
    public static readonly Argument<bool> Append = Argument.Flag("append", otherwise: false);

    private static readonly Target Group = new("groups/", "user group");

    /// <param name="wanted">The arguments.</param>
    /// <param name="before">The user as found; null for a new one.</param>
    /// <param name="after">The user as it will be shown; its groups are brought up to date.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Something changed.</returns>
    public async Task<bool> ConvergeAsync(ArgumentValues wanted, JsonObject? before, JsonObject after, CancellationToken ct)
    {
        if (GivenNames.Of(wanted.Get(Groups)) is not { } names)
        {
            after["groups"] ??= new JsonArray();
            return false;
        }

        var username = (string)after["username"]!;
        var current = (before?["groups"]?.AsArray() ?? []).Select(each => each!.DeepClone().AsObject()).ToList();
        var added = names.Where(name => current.All(group => (string?)group["name"] != name)).ToList();
        var removed = wanted.Get(Append) ? [] : current.Where(group => !names.Contains((string)group["name"]!)).ToList();
        foreach (var name in added)
        {
            var group = await pulp.FindAsync(Group, name, ct);
            _ = await pulp.ActAsync($"{group["pulp_href"]}users/", new JsonObject { ["username"] = username }, ct);
            current.Add(group);
        }

        foreach (var group in removed)
        {
            var href = (string?)group["pulp_href"] ?? (string)(await pulp.FindAsync(Group, (string)group["name"]!, ct))["pulp_href"]!;
            _ = await pulp.DeleteAsync($"{href}users/{after["id"]}/", ct);
            _ = current.Remove(group);
        }

        after["groups"] = new JsonArray([.. current.Select(group => (JsonNode?)group.DeepClone())]);
        return added.Count + removed.Count > 0;
    }
}
