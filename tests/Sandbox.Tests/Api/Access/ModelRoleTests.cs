// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Access;

public sealed class ModelRoleTests
{
    [Theory]
    [InlineData("users", "user")]
    [InlineData("groups", "group")]
    public async Task A_role_on_everything_is_given_listed_and_taken_away(string kind, string what)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var holder = await HolderAsync(pulp, kind);

        var given = await pulp.CreateAsync(
            $"{holder}roles/", new() { ["role"] = "file.filerepository_creator", ["content_object"] = null });

        Assert.StartsWith($"{holder}roles/", (string)given["pulp_href"]!, StringComparison.Ordinal);
        Assert.StartsWith($"prn:core.{what}role:", (string)given["prn"]!, StringComparison.Ordinal);
        Assert.Equal(
            ("file.filerepository_creator", """["file.add_filerepository"]"""),
            ((string)given["role"]!, given["permissions"]!.ToJsonString()));
        Assert.Equal(given.ToJsonString(), (await pulp.GetAsync((string)given["pulp_href"]!)).ToJsonString());
        Assert.Equal(1, (int)(await pulp.GetAsync($"{holder}roles/?role=file.filerepository_creator"))["count"]!);

        var (again, refused) = await pulp.SendAsync(HttpMethod.Post, $"{holder}roles/", new() { ["role"] = "file.filerepository_creator" });
        Assert.Equal((400, $"The role is already assigned to this {what}."), (again, (string)refused!["non_field_errors"]![0]!));

        Assert.Equal(204, (await pulp.SendAsync(HttpMethod.Delete, (string)given["pulp_href"]!)).Status);
        Assert.Equal(0, (int)(await pulp.GetAsync($"{holder}roles/"))["count"]!);
    }

    [Fact]
    public async Task A_role_on_one_thing_is_one_of_that_thing()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var holder = await HolderAsync(pulp, "users");
        var guard = (string)(await pulp.CreateAsync("contentguards/core/rbac/", new() { ["name"] = "guard" }))["pulp_href"]!;

        var given = await pulp.CreateAsync(
            $"{holder}roles/", new() { ["role"] = "core.rbaccontentguard_downloader", ["content_object"] = guard });

        Assert.Equal(guard, (string?)given["content_object"]);
        Assert.Contains("reader", (await pulp.GetAsync($"{guard}list_roles/"))["roles"]!.ToJsonString(), StringComparison.Ordinal);
        _ = await pulp.SendAsync(HttpMethod.Delete, (string)given["pulp_href"]!);
        Assert.DoesNotContain("reader", (await pulp.GetAsync($"{guard}list_roles/"))["roles"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_given()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var (status, body) = await pulp.SendAsync(
            HttpMethod.Post, $"{await HolderAsync(pulp, "groups")}roles/", new() { ["role"] = "no.role" });
        Assert.Equal((400, "Role 'no.role' does not exist."), (status, (string)body!["role"]![0]!));
    }

    private static async Task<string> HolderAsync(LiveSandbox pulp, string kind) => (string)(kind == "users"
        ? await pulp.CreateAsync("users/", new() { ["username"] = "reader", ["password"] = "Passw0rd!x" })
        : await pulp.CreateAsync("groups/", new() { ["name"] = "readers" }))["pulp_href"]!;
}
