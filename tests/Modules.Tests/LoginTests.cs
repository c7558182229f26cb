// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>What has to be given to log in, before anything is asked of a server.</summary>
public sealed class LoginTests
{
    [Theory]
    [InlineData("rpm_repository", "{}", "username, user_cert")]
    [InlineData("rpm_repository", """{"username":"admin"}""", "password, user_cert")]
    [InlineData("file_sync", """{"password":"x","repository":"r"}""", "username, user_cert")]
    [InlineData("api_call", """{"user_key":"/k.pem","operation_id":"status_read"}""", "username, user_cert")]
    [InlineData("task", """{"state":"absent"}""", "username, user_cert")]
    [InlineData("user", "{}", "username, user_cert")]
    public async Task A_login_that_is_missing_is_asked_for(string module, string arguments, string names) =>
        Assert.Equal($"one of the following is required: {names}", await MessageAsync(module, arguments));

    [Fact]
    public async Task A_certificate_whose_file_holds_the_key_is_enough() =>
        Assert.Contains("/none.pem", await MessageAsync("rpm_repository", """{"user_cert":"/none.pem"}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("status", "{}")]
    [InlineData("wait_for_pulp", """{"wait_timeout":0}""")]
    [InlineData("rpm_repository", """{"username":"","password":""}""")]
    public async Task Where_none_is_needed_none_is_asked_for(string module, string arguments) =>
        Assert.Contains("refused", await MessageAsync(module, arguments), StringComparison.Ordinal);

    private static async Task<string?> MessageAsync(string module, string arguments)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["pulp_url"] = "http://127.0.0.1:9";
        return (string?)(await Calling.RunAsync(module, all))["msg"];
    }
}
