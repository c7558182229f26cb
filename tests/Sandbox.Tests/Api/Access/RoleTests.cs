// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Access;

public sealed class RoleTests
{
    [Fact]
    public async Task A_role_is_given_listed_shown_and_taken_away()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var guard = (string)(await pulp.CreateAsync("contentguards/core/rbac/", new() { ["name"] = "guard" }))["pulp_href"]!;
        await pulp.CreateAsync("groups/", new() { ["name"] = "readers" });
        var role = new JsonObject
        {
            ["role"] = "core.rbaccontentguard_downloader",
            ["groups"] = new JsonArray("readers"),
            ["users"] = new JsonArray("reader"),
        };
        await pulp.CreateAsync("users/", new() { ["username"] = "reader", ["password"] = "Passw0rd!x" });

        var given = await pulp.CreateAsync($"{guard}add_role/", role);

        Assert.Equal("""{"users":["reader"],"groups":["readers"],"role":"core.rbaccontentguard_downloader"}""", given.ToJsonString());
        Assert.Equal(2, (await pulp.GetAsync($"{guard}list_roles/"))["roles"]!.AsArray().Count); // the other one: its maker owns it
        Assert.Equal("The role is already assigned to user 'reader'.", await RefusalAsync("add_role"));
        var shown = await pulp.GetAsync(guard);
        Assert.Equal(["admin", "reader"], shown["users"]!.AsArray().Select(user => (string?)user!["username"]).Order());
        Assert.Equal("readers", (string?)shown["groups"]![0]!["name"]);

        await pulp.CreateAsync($"{guard}remove_role/", role.DeepClone().AsObject());
        Assert.All(
            (await pulp.GetAsync($"{guard}list_roles/"))["roles"]!.AsArray(),
            held => Assert.Equal("""["admin"]""", held!["users"]!.ToJsonString()));
        Assert.Equal("The role is not assigned to user 'reader'.", await RefusalAsync("remove_role"));

        async Task<string?> RefusalAsync(string action) =>
            (string?)(
                await pulp.SendAsync(HttpMethod.Post, $"{guard}{action}/", role.DeepClone().AsObject())).Body!["non_field_errors"]![0];
    }

    [Fact]
    public async Task A_guarded_distribution_serves_those_who_have_the_role()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var guard = (string)(await pulp.CreateAsync("contentguards/core/rbac/", new() { ["name"] = "guard" }))["pulp_href"]!;
        var repository = (string)(
            await pulp.CreateAsync("repositories/file/file/", new() { ["name"] = "r", ["autopublish"] = true }))["pulp_href"]!;
        await pulp.RunAsync(HttpMethod.Post, "publications/file/file/", new() { ["repository"] = repository });
        await pulp.RunAsync(
            HttpMethod.Post,
            "distributions/file/file/",
            new() { ["name"] = "d", ["base_path"] = "d", ["repository"] = repository, ["content_guard"] = guard });
        await pulp.CreateAsync("users/", new() { ["username"] = "reader", ["password"] = "Passw0rd!x" });

        Assert.Equal(403, await StatusAsync(pulp, "reader"));
        await pulp.CreateAsync(
            $"{guard}add_role/", new() { ["role"] = "core.rbaccontentguard_downloader", ["users"] = new JsonArray("reader") });
        Assert.Equal(200, await StatusAsync(pulp, "reader"));
    }

    [Theory]
    [InlineData("role", "no.role", "admin", """["Object with name=no.role does not exist."]""")]
    [InlineData("users", "core.rbaccontentguard_downloader", "nobody", """{"0":["Object with username=nobody does not exist."]}""")]
    [InlineData(
        "non_field_errors", "file.filerepository_owner", "admin", """["The role does not contain any permission for that object."]""")]
    public async Task What_does_not_exist_is_not_given(string field, string role, string user, string message)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var guard = (string)(await pulp.CreateAsync("contentguards/core/rbac/", new() { ["name"] = "guard" }))["pulp_href"]!;

        var (status, body) = await pulp.SendAsync(
            HttpMethod.Post, $"{guard}add_role/", new() { ["role"] = role, ["users"] = new JsonArray(user) });

        Assert.Equal((400, message), (status, body![field]!.ToJsonString()));
    }

    private static async Task<int> StatusAsync(LiveSandbox pulp, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pulp/content/d/PULP_MANIFEST");
        request.Headers.Authorization = LiveSandbox.Basic(user, "Passw0rd!x");
        using var response = await pulp.Http.SendAsync(request);

        return (int)response.StatusCode;
    }
}
