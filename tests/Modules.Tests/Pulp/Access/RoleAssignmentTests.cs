// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Access;

/// <summary>Roles given and taken, against a server.</summary>
public sealed class RoleAssignmentTests : IDisposable
{
    private const string Viewer = """{"roles":[{"role":"core.group_viewer","users":["reader"]}],"state":"present"}""";

    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Fact]
    public async Task A_role_in_a_domain_is_none_on_everything()
    {
        _ = await _pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = "reader" });
        Assert.True((bool?)(await RunAsync(_pulp.Address, Viewer, false))["changed"]);
        Assert.False((bool)(await RunAsync(_pulp.Address, Viewer, true))["changed"]!);

        using var domains = new FaultyProxy(_pulp.Address)
        {
            Rewrite = (path, body) => path.EndsWith("/roles/", StringComparison.Ordinal)
                ? body.Replace(
                    "\"domain\":null",
                    "\"domain\":\"/pulp/api/v3/domains/01a1fcef-7bae-72ff-bd1e-2584f3636e24/\"",
                    StringComparison.Ordinal)
                : body,
        };
        Assert.True((bool?)(await RunAsync(domains.Address, Viewer, true))["changed"]);
    }

    [Fact]
    public async Task A_role_on_an_object_is_given_and_taken_once()
    {
        _ = await _pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = "reader" });
        _ = await _pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = "other" });
        _ = await _pulp.SendAsync(HttpMethod.Post, "contentguards/core/rbac/", new JsonObject { ["name"] = "g" });
        Assert.Equal((true, false), await TwiceAsync("""["reader"]""", "present"));
        Assert.Equal((true, false), await TwiceAsync("""["reader","other"]""", "present"));
        Assert.Equal((true, false), await TwiceAsync("""["reader"]""", "absent"));
        Assert.Equal((true, false), await TwiceAsync("""["reader","other"]""", "absent"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    public async Task The_last_slash_of_an_object_does_not_matter(string last)
    {
        var guard =
            (string)(await _pulp.SendAsync(HttpMethod.Post, "contentguards/core/rbac/", new JsonObject { ["name"] = "g" }))["pulp_href"]!;
        var answer = await RunAsync(_pulp.Address, $$"""{"object":"{{guard.TrimEnd('/')}}{{last}}"}""", false);
        var roles = answer["roles"]!.AsArray().Select(each => (string?)each!["role"]).Order(StringComparer.Ordinal);
        Assert.Equal(["core.rbaccontentguard_downloader", "core.rbaccontentguard_owner"], roles); // which whoever makes a guard holds
    }

    [Theory]
    [InlineData("/pulp/api/v3/contentguards/core/rbac/01a1fcef-7bae-72ff-bd1e-2584f3636e24/")]
    [InlineData("/pulp/api/v3/artifacts/01a1fcef-7bae-72ff-bd1e-2584f3636e24/")]
    public async Task An_object_without_roles_is_named(string href)
    {
        var answer = await RunAsync(_pulp.Address, $$"""{"object":"{{href}}","roles":[],"state":"present"}""", false);
        Assert.Equal($"There is no object {href}, or it is of a kind on which Pulp grants no roles.", (string?)answer["msg"]);
    }

    private async Task<(bool First, bool Second)> TwiceAsync(string users, string state)
    {
        var arguments =
            $$"""{"content_guard":"g","roles":[{"role":"core.rbaccontentguard_downloader","users":{{users}}}],"state":"{{state}}"}""";
        var first = await RunAsync(_pulp.Address, arguments, false);
        Assert.True(first["failed"] is null, (string?)first["msg"]);
        return ((bool)first["changed"]!, (bool)(await RunAsync(_pulp.Address, arguments, false))["changed"]!);
    }

    private static Task<JsonObject> RunAsync(string address, string arguments, bool checkMode)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (address, "admin", "password");
        return Calling.RunAsync("role_assignment", all, checkMode);
    }
}
