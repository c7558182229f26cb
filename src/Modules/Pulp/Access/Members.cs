// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Access;

/// <summary>The users of a group, compared as sets.</summary>
internal sealed class Members(PulpSession pulp)
{
    public static readonly Argument<IReadOnlyList<string>?> Users = Argument.TextList("users");

    /// <summary>Only add.</summary>
    public static readonly Argument<bool> Append = Argument.Flag("append", otherwise: false);

    private static readonly Target User = new("users/", "user") { Key = "username" };

    /// <param name="wanted">The arguments.</param>
    /// <param name="group">The group, as it is or is only pretended to be.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Something changed.</returns>
    public async Task<bool> ConvergeAsync(ArgumentValues wanted, JsonObject group, CancellationToken ct)
    {
        if (GivenNames.Of(wanted.Get(Users)) is not { } names)
        {
            return false;
        }

        var members = $"{group["pulp_href"]}users/";
        var current = members.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal) ? [] : await pulp.ListAsync(members, "", ct);
        var added = names.Where(name => current.All(user => (string?)user["username"] != name)).ToList();
        var removed = wanted.Get(Append) ? [] : current.Where(user => !names.Contains((string)user["username"]!)).ToList();
        foreach (var name in added)
        {
            _ = await pulp.FindAsync(User, name, ct);
        }

        foreach (var name in added)
        {
            _ = await pulp.ActAsync(members, new JsonObject { ["username"] = name }, ct);
        }

        foreach (var user in removed)
        {
            // .../users/7/: a membership has the user's number.
            var number = ((string)user["pulp_href"]!).TrimEnd('/').Split('/')[^1];
            _ = await pulp.DeleteAsync($"{members}{number}/", ct);
        }

        return added.Count + removed.Count > 0;
    }
}
