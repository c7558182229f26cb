// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Access;

/// <summary>Groups and who is in them.</summary>
public sealed class GroupTests
{
    [Fact]
    public async Task A_user_who_is_not_there_is_named_before_any_other_is_added()
    {
        using var pulp = new SandboxProcess();
        _ = await pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = "reader" });
        var told = await pulp.TellAsync("group", Group("reader", "nobody"));
        Assert.Contains("failed: Could not find user with {'username': 'nobody'}.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("POST groups/1/users/", told, StringComparison.Ordinal);
        Assert.EndsWith("=> changed: true\n", await pulp.TellAsync("group", Group("reader", "admin")), StringComparison.Ordinal);
        Assert.EndsWith("=> changed: false\n", await pulp.TellAsync("group", Group("admin", "reader")), StringComparison.Ordinal);
    }

    private static JsonObject Group(params string[] users) => new()
    {
        ["group"] = new JsonObject { ["name"] = "g", ["users"] = new JsonArray([.. users.Select(user => (JsonNode?)user)]) },
        ["state"] = "present",
    };
}
