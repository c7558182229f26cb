// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Access;

/// <summary>Servers before pulpcore 3.25 refuse a login with 403, as they refuse what a user may not do.</summary>
public sealed class OldLoginTests
{
    [Theory]
    [InlineData("3.21")]
    [InlineData("3.49")]
    public async Task A_new_password_is_set_and_a_right_one_is_not_set_again(string release)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        Assert.True((bool)(await pulp.RunAsync("user", User("first horse-1")))["changed"]!);

        Assert.True((bool)(await pulp.RunAsync("user", User("second horse-2")))["changed"]!);
        Assert.False((bool)(await pulp.RunAsync("user", User("second horse-2")))["changed"]!);
    }

    [Theory]
    [InlineData("3.49", true, null)]
    [InlineData("3.105", true, null)]
    [InlineData("3.105", false, "user 'u' is not active and cannot log in")]
    public async Task Of_a_new_password_nothing_is_assumed(string release, bool isActive, string? told)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        var user = User("first horse-1");
        user["user"]!["is_active"] = isActive;
        _ = await pulp.RunAsync("user", user.DeepClone().AsObject());
        user["user"]!["password"] = "second horse-2";
        var dry = await pulp.RunAsync("user", user.DeepClone().AsObject(), checkMode: true);
        var answer = await pulp.RunAsync("user", user);

        Assert.All([dry, answer], each => Assert.True((bool)each["changed"]!));
        Assert.All([dry, answer], each => Assert.StartsWith(told ?? "", (string?)each["warnings"]?[0] ?? "", StringComparison.Ordinal));
        Assert.All([dry, answer], each => Assert.Equal(told is not null, each["warnings"] is not null));
    }

    [Theory]
    [InlineData("3.21")]
    [InlineData("3.123")]
    public async Task A_wrong_login_is_told_as_one(string release)
    {
        using var pulp = new SandboxProcess("--pulp-version", release);
        var answer = await Calling.RunAsync("rpm_repository", pulp.Address, """{"name":"r"}""");

        Assert.Contains("Authentication failed", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Contains("Check username and password", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    private static JsonObject User(string password) => new()
    {
        ["user"] = new JsonObject { ["username"] = "u", ["password"] = password },
        ["state"] = "present",
    };
}
