// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Rules;

namespace Modules.Pulp.Access;

/// <summary>Who has a role; null where nothing is said of users, or of groups.</summary>
internal sealed record RoleGrant(string Role, IReadOnlySet<string>? Users, IReadOnlySet<string>? Groups)
{
    private static readonly Argument<string> RoleName = Argument.RequiredText("role");
    private static readonly Argument<IReadOnlyList<string>?> UserNames = Argument.TextList("users");
    private static readonly Argument<IReadOnlyList<string>?> GroupNames = Argument.TextList("groups");

    public static ArgumentSpec Options => new([RoleName, UserNames, GroupNames]);

    public static RoleGrant Of(ArgumentValues values) => new(
        KeptText.Of(values.Get(RoleName)),
        Set(GivenNames.Of(values.Get(UserNames))),
        Set(GivenNames.Of(values.Get(GroupNames))));

    /// <summary>As Pulp lists the roles on an object, and takes them.</summary>
    public JsonObject Shown => new() { ["role"] = Role, ["users"] = List(Users), ["groups"] = List(Groups) };

    public bool IsEmpty => Users is not { Count: > 0 } && Groups is not { Count: > 0 };

    private static HashSet<string>? Set(IReadOnlyList<string>? names) => names is null ? null : [.. names];

    private static JsonArray List(IReadOnlySet<string>? names) =>
        new([.. (names ?? new HashSet<string>()).Order(StringComparer.Ordinal).Select(name => (JsonNode?)name)]);
}
