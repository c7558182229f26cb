// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class JwtTests
{
    [Fact]
    public async Task A_configuration_is_written_once_and_what_is_left_out_is_reset()
    {
        using var bao = await EnabledAsync();
        const string Whole =
            """{"jwks_url": "http://127.0.0.1:9/jwks", "bound_issuer": "http://gitlab", "default_role": "GitLab", "skip_jwks_validation": true}""";

        var answer = await bao.ConvergesAsync("openbao_jwt_config", Whole);
        Assert.Equal("gitlab", (string?)answer["config"]!["default_role"]);
        Assert.Contains("before the first login", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);

        _ = await bao.ConvergesAsync(
            "openbao_jwt_config", """{"jwks_url": "http://127.0.0.1:9/jwks", "skip_jwks_validation": true}""");
        Assert.Equal("", (string?)(await bao.SendAsync(HttpMethod.Get, "auth/jwt/config")).Body!["data"]!["bound_issuer"]);
    }

    [Fact]
    public async Task Keys_that_cannot_be_fetched_are_told_with_what_to_look_at()
    {
        using var bao = await EnabledAsync();

        var answer = await bao.RunAsync("openbao_jwt_config", """{"jwks_url": "http://127.0.0.1:9/jwks"}""");

        Assert.StartsWith("See OpenBao's log for the cause", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:9/jwks", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "GitLab", "bound_audiences": ["http://127.0.0.1:8200"], "bound_claims": {"project_id": "22"}, "policies": ["App", " b "], "token_explicit_max_ttl": 60}""")]
    [InlineData("""{"name": "a", "bound_claims": {"project_path": ["group/*", "x"]}, "bound_claims_type": "glob", "ttl": "1h30m", "max_ttl": "2h"}""")]
    [InlineData("""{"name": "b", "bound_subject": "me", "token_bound_cidrs": ["127.0.0.1/32", "10.1.2.3/8"], "claim_mappings": {"a": "b"}}""")]
    [InlineData("""{"name": "c", "bound_claims": {"n": 22, "b": true}, "user_claim": "sub"}""")]
    public async Task A_role_converges_in_the_form_it_is_kept_in(string arguments)
    {
        using var bao = await EnabledAsync();

        _ = await bao.ConvergesAsync("openbao_jwt_role", arguments);
    }

    [Fact]
    public async Task A_second_write_keeps_both_types()
    {
        using var bao = await EnabledAsync();
        _ = await bao.RunAsync(
            "openbao_jwt_role", """{"name": "r", "bound_claims": {"ref": "v*"}, "bound_claims_type": "glob", "bound_subject": "me"}""");

        var changed = await bao.ConvergesAsync(
            "openbao_jwt_role",
            """{"name": "r", "bound_claims": {"ref": "w*"}, "bound_claims_type": "glob", "bound_subject": "me", "token_ttl": 60}""");

        Assert.Equal("glob", (string?)(await bao.SendAsync(HttpMethod.Get, "auth/jwt/role/r")).Body!["data"]!["bound_claims_type"]);
        Assert.Contains("Bind project_id", changed["warnings"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "r"}""", "a role without any would let everybody in")]
    [InlineData("""{"name": "a b", "bound_audiences": ["x"]}""", "OpenBao has no role 'a b'")]
    [InlineData("""{"name": "r", "bound_audiences": ["x"], "token_ttl": "soon"}""", "'soon' is none")]
    [InlineData("""{"name": "r", "bound_audiences": ["x"], "token_ttl": "2h", "token_max_ttl": "1h"}""", "cannot last longer than its maximum")]
    [InlineData("""{"name": "r", "bound_claims": {"n": 1}, "bound_claims_type": "glob"}""", "'n' has something else")]
    public async Task What_the_server_would_refuse_is_told_in_check_mode_too(string arguments, string message)
    {
        using var bao = await EnabledAsync();

        foreach (var checkMode in (bool[])[true, false])
        {
            Assert.Contains(message, (string)(await bao.RunAsync("openbao_jwt_role", arguments, checkMode))["msg"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_whole_set_up_is_foreseen_on_an_empty_server()
    {
        using var bao = await BaoServer.OpenAsync();

        foreach (var (module, arguments) in ((string, string)[])
        [
            ("openbao_secret_engine", """{"path": "kayobe-automation"}"""),
            ("openbao_kv", """{"mount": "kayobe-automation", "path": "production", "data": {"a": "b"}}"""),
            ("openbao_auth_method", "{}"),
            ("openbao_policy", """{"name": "kayobe-automation", "paths": {"kayobe-automation/*": ["read"]}}"""),
            ("openbao_jwt_config", """{"jwks_url": "http://127.0.0.1:9/"}"""),
            ("openbao_jwt_role", """{"name": "gitlab", "bound_claims": {"project_id": "1"}}"""),
        ])
        {
            var answer = await bao.RunAsync(module, arguments, checkMode: true);
            Assert.True((bool?)answer["changed"], answer.ToJsonString());
        }
    }

    private static async Task<BaoServer> EnabledAsync()
    {
        var bao = await BaoServer.OpenAsync();
        _ = await bao.SendAsync(HttpMethod.Post, "sys/auth/jwt", new JsonObject { ["type"] = "jwt" });
        return bao;
    }
}
