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

    /// <summary>Names may be made by an earlier task, which a warning tells; a role about something else is refused.</summary>
    [Theory]
    [InlineData("nobody", "core.rbaccontentguard_downloader", null, "Could not find user with {'username': 'nobody'}.")]
    [InlineData("reader", "mine", null, "Could not find role with {'name': 'mine'}.")]
    [InlineData("reader", "file.filerepository_owner", "role 'file.filerepository_owner': The role does not contain any permission", null)]
    [InlineData("reader", "core.group_owner", "Give one with permissions that end in rbaccontentguard.", null)]
    [InlineData("reader", "core.rbaccontentguard_viewer", null, null)]
    public async Task Check_mode_tells_what_cannot_be_granted(string user, string role, string? refused, string? warned)
    {
        _ = await _pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = "reader" });
        _ = await _pulp.SendAsync(HttpMethod.Post, "contentguards/core/rbac/", new JsonObject { ["name"] = "g" });
        var arguments = $$"""{"content_guard":"g","roles":[{"role":"{{role}}","users":["{{user}}"]}],"state":"present"}""";

        var foreseen = await RunAsync(_pulp.Address, arguments, true);
        var done = await RunAsync(_pulp.Address, arguments, false);

        Assert.Equal((refused ?? warned) is not null, (bool?)done["failed"] ?? false);
        Assert.Equal(refused is not null, (bool?)foreseen["failed"] ?? false);
        Assert.Contains(refused ?? "", (string?)foreseen["msg"] ?? "", StringComparison.Ordinal);
        Assert.Equal(
            warned is null ? null : $"{warned} Check mode assumes that an earlier task would create it.",
            (string?)foreseen["warnings"]?[0]);
    }

    /// <summary>A real Pulp refuses a role about namespaces, whatever its permissions end in.</summary>
    [Theory]
    [InlineData("container.containernamespace_owner", true)]
    [InlineData("container.containerrepository_owner", false)]
    public async Task A_role_about_namespaces_is_none_about_repositories(string role, bool isRefused)
    {
        _ = await _pulp.SendAsync(HttpMethod.Post, "repositories/container/container/", new JsonObject { ["name"] = "c" });
        _ = await _pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = "reader" });
        var arguments = $$"""{"repository":"c","roles":[{"role":"{{role}}","users":["reader"]}],"state":"present"}""";

        var foreseen = await RunAsync(_pulp.Address, arguments, true);
        var done = await RunAsync(_pulp.Address, arguments, false);

        Assert.Equal((isRefused, isRefused), ((bool?)foreseen["failed"] ?? false, (bool?)done["failed"] ?? false));
    }

    /// <summary>Who owns an object may grant roles on it, and sees neither users nor roles: check mode does not ask for more.</summary>
    [Fact]
    public async Task Check_mode_asks_nothing_of_a_user_that_the_real_run_does_not()
    {
        foreach (var name in (string[])["owner", "reader"])
        {
            _ = await _pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = name, ["password"] = "quite-A-secret-9" });
        }

        _ = await _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "r" });
        const string Owner = """{"repository":"r","roles":[{"role":"file.filerepository_owner","users":["owner"]}],"state":"present"}""";
        Assert.True((bool?)(await RunAsync(_pulp.Address, Owner, false))["changed"]);

        foreach (var checkMode in (bool[])[true, false])
        {
            var all = JsonNode.Parse(Owner.Replace("\"owner\"", "\"reader\"", StringComparison.Ordinal))!.AsObject();
            (all["pulp_url"], all["username"], all["password"]) = (_pulp.Address, "owner", "quite-A-secret-9");
            var answer = await Calling.RunAsync("role_assignment", all, checkMode);
            Assert.True((bool?)answer["changed"] == true && answer["failed"] is null, answer.ToJsonString());
        }
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
