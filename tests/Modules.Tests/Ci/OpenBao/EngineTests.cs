// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class EngineTests
{
    [Theory]
    [InlineData("openbao_secret_engine", """{"path": "kayobe-automation"}""")]
    [InlineData("openbao_secret_engine", """{"path": "a/b", "version": 2, "description": "Text "}""")]
    [InlineData("openbao_secret_engine", """{"path": "pki", "type": "pki"}""")]
    [InlineData("openbao_auth_method", """{}""")]
    [InlineData("openbao_auth_method", """{"path": "github", "description": "Jobs"}""")]
    [InlineData("openbao_policy", """{"name": "Upper", "paths": {"kv/*": ["read", "list"]}}""")]
    [InlineData("openbao_policy", """{"name": "text", "rules": "# one\npath \"kv/*\" {\n  capabilities = [\"read\"]\n}"}""")]
    public async Task What_is_missing_is_made_once(string module, string arguments)
    {
        using var bao = await BaoServer.OpenAsync();

        _ = await bao.ConvergesAsync(module, arguments);
    }

    [Theory]
    [InlineData("""{"path": "kv", "type": "pki"}""", "is of type kv, not pki. It is never replaced")]
    [InlineData("""{"path": "kv", "version": 2}""", "'kv' is KV version 1, not 2")]
    [InlineData("""{"path": "kv/below"}""", "overlaps with the secret engine that is at 'kv'")]
    public async Task Another_type_or_version_is_never_replaced_and_check_mode_knows(string arguments, string message)
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_secret_engine", """{"path": "kv"}""");

        foreach (var checkMode in (bool[])[true, false])
        {
            Assert.Contains(
                message, (string)(await bao.RunAsync("openbao_secret_engine", arguments, checkMode))["msg"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_the_description_is_changed_and_only_if_it_is_given()
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_secret_engine", """{"path": "kv", "description": "one"}""");

        Assert.False((bool?)(await bao.RunAsync("openbao_secret_engine", """{"path": "kv"}"""))["changed"]);
        var changed = await bao.ConvergesAsync("openbao_secret_engine", """{"path": "kv", "description": "two"}""");

        Assert.Equal("one", (string?)changed["diff"]!["before"]!["description"]);
    }

    [Fact]
    public async Task An_engine_goes_only_with_force()
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_secret_engine", """{"path": "kv"}""");

        var refused = await bao.RunAsync("openbao_secret_engine", """{"path": "kv", "state": "absent"}""");
        Assert.StartsWith("Say force: true if all", (string?)refused["msg"], StringComparison.Ordinal);
        _ = await bao.ConvergesAsync("openbao_secret_engine", """{"path": "kv", "state": "absent", "force": true}""");
    }

    [Theory]
    [InlineData("""{"name": "p", "rules": "{\"path\": "}""", "they begin as JSON and are none")]
    [InlineData("""{"name": "p", "rules": "path \"a\" { capabilities = [\"frob\"] }"}""", "'frob' is none")]
    [InlineData("""{"name": "p", "rules": "path \"a\" { capabilities = [\"read\"] "}""", "Check line 1 of rules: the end stands where a name must")]
    [InlineData("""{"name": "p", "paths": {"a/+*": ["read"]}}""", "+* cannot stand in one")]
    [InlineData("""{"name": "root", "paths": {"a": ["read"]}}""", "the policy 'root' is the server's own")]
    public async Task A_broken_policy_is_told_before_it_is_sent_and_in_check_mode(string arguments, string message)
    {
        using var bao = await BaoServer.OpenAsync();
        var before = bao.Writes.Count();

        foreach (var checkMode in (bool[])[true, false])
        {
            Assert.Contains(message, (string)(await bao.RunAsync("openbao_policy", arguments, checkMode))["msg"]!, StringComparison.Ordinal);
        }

        Assert.Equal(before, bao.Writes.Count());
    }

    [Fact]
    public async Task A_policy_that_means_the_same_is_left_alone()
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_policy", """{"name": "p", "paths": {"kv/*": ["read"]}}""");

        var same = await bao.RunAsync(
            "openbao_policy", """{"name": "P", "rules": "# why\npath \"kv/*\" { capabilities=[\"read\"] }\n// end\n"}""");
        Assert.False((bool?)same["changed"], same.ToJsonString());
    }

    [Theory]
    [InlineData("openbao_secret_engine", """{"path": "kv"}""")]
    [InlineData("openbao_auth_method", """{}""")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"kv/*": ["read"]}}""")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": {"a": "b"}}""")]
    [InlineData("openbao_jwt_config", """{"jwks_url": "http://127.0.0.1:9/"}""")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_audiences": ["x"]}""")]
    public async Task A_wrong_token_and_a_missing_right_are_told_apart(string module, string arguments)
    {
        using var bao = await BaoServer.OpenAsync();
        var limited = await bao.TokenAsync("path \"cubbyhole/*\" { capabilities = [\"read\"] }");

        var wrong = await bao.RunAsync(module, arguments, token: "s.AAAAAAAAAAAAAAAAAAAAAAAA");
        Assert.StartsWith("Check token: OpenBao does not know it", (string?)wrong["msg"], StringComparison.Ordinal);
        var lacking = (string)(await bao.RunAsync(module, arguments, token: limited))["msg"]!;
        Assert.True(
            lacking.StartsWith("Give the token a policy", StringComparison.Ordinal)
                || lacking.StartsWith("Check the mount's path, and that the token has a right below it", StringComparison.Ordinal),
            lacking);
    }

    [Fact]
    public async Task A_sealed_server_says_what_to_do()
    {
        using var bao = await BaoServer.SealedAsync();

        Assert.StartsWith(
            "Unseal OpenBao with openbao_unseal first",
            (string?)(await bao.RunAsync("openbao_secret_engine", """{"path": "kv"}"""))["msg"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_is_told_as_such()
    {
        using var other = new ScriptedServer(ScriptedServer.Answer("404 Not Found", """{"message": "404 Not Found"}"""));

        var answer = await Calling.RunAsync("openbao_info", new JsonObject { ["url"] = other.Address });

        Assert.StartsWith("Check url: what answers there is no OpenBao.", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_as_such()
    {
        var answer = await Calling.RunAsync(
            "openbao_secret_engine", new JsonObject { ["url"] = "http://127.0.0.1:9", ["token"] = "s.x", ["path"] = "kv" });

        Assert.StartsWith("OpenBao does not answer", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Contains("the port right?", (string)answer["msg"]!, StringComparison.Ordinal);
    }
}
