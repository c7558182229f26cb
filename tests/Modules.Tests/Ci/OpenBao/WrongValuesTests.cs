// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>
/// What a stranger may write behind a valid token: each ends in one sentence that names argument and value, the same in check mode, and
/// nothing was sent.
/// </summary>
public sealed class WrongValuesTests(OpenServer server) : IClassFixture<OpenServer>
{
    private const string Pki = "openbao_pki_certificate";
    private const string Certificate = "\"role\": \"r\", \"certificate_path\": \"{folder}/c\", \"key_path\": \"{folder}/k\"";

    [Theory]
    [InlineData("openbao_secret_engine", """{"path": ""}""", "Give a path without empty parts")]
    [InlineData("openbao_secret_engine", """{"path": "/"}""", "'/' is none")]
    [InlineData("openbao_secret_engine", """{"path": "a/../b"}""", "'a/../b' is none")]
    [InlineData("openbao_secret_engine", """{"path": "a\u0000b"}""", "in path")]
    [InlineData("openbao_secret_engine", """{"path": "kv "}""", "Take the blanks off the ends of path")]
    [InlineData("openbao_secret_engine", """{"path": "sys/x"}""", "Give another path: 'sys'")]
    [InlineData("openbao_secret_engine", """{"path": "x", "type": ""}""", "Write type in lower case")]
    [InlineData("openbao_secret_engine", """{"path": "x", "type": "KV"}""", "nothing called 'KV'")]
    [InlineData("openbao_secret_engine", """{"path": "x", "type": "pki", "version": 2}""", "Leave version out, or say type: kv")]
    [InlineData("openbao_secret_engine", """{"path": "x", "type": "kv-v2", "version": 1}""", "Leave version out, or say type: kv")]
    [InlineData("openbao_secret_engine", """{"path": "x", "version": 3}""", "version")]
    [InlineData("openbao_secret_engine", """{"path": "x", "version": "1.5"}""", "version")]
    [InlineData("openbao_secret_engine", """{"path": "x", "odd": 1}""", "odd")]
    [InlineData("openbao_auth_method", """{"path": ".."}""", "'..' is none")]
    [InlineData("openbao_auth_method", """{"type": "token"}""", "Give another type")]
    [InlineData("openbao_policy", """{"name": "", "rules": "path \"a\" {}"}""", "in name: '' is none")]
    [InlineData("openbao_policy", """{"name": "a//b", "rules": "path \"a\" {}"}""", "in name: 'a//b' is none")]
    [InlineData("openbao_policy", """{"name": "p", "rules": ""}""", "Give a text in rules")]
    [InlineData("openbao_policy", """{"name": "p", "rules": " \n"}""", "Give a text in rules")]
    [InlineData("openbao_policy", """{"name": "p"}""", "rules")]
    [InlineData("openbao_policy", """{"name": "p", "rules": "x", "paths": {}}""", "mutually exclusive")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {}}""", "Give a text in rules, or paths")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"a": []}}""", "Give capabilities for 'a' in paths")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"a": "Read"}}""", "'Read' is none")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"a": null}}""", "for 'a' in paths")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"a": {"capabilities": ["read"]}}}""", "for 'a' in paths")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"": ["read"]}}""", "Give a path in place of ''")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"a\\b": ["read"]}}""", "in paths")]
    [InlineData("openbao_policy", """{"name": "p", "paths": {"a/${b": ["read"]}}""", "in paths")]
    [InlineData("openbao_policy", """{"name": "p", "rules": "path \"a\\q\" {}"}""", "Check line 1 of rules")]
    [InlineData("openbao_policy", """{"name": "p", "rules": "{\"path\": {\"a\": {\"capabilities\": [\"frob\"]}}}"}""", "'frob' is none")]
    [InlineData("openbao_policy", """{"name": "p", "rules": "{\"path\": {\"a\": {\"capabilities\": \"read\"}}}"}""", "list of capabilities")]
    [InlineData("openbao_policy", """{"name": "p", "rules": "{\"path\": {\"a\": [\"read\"]}}"}""", "list of capabilities")]
    [InlineData("openbao_policy", """{"name": "p", "rules": "{\"path\": {}, \"path\": {}}"}""", "have a name twice")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "/", "data": {"a": "b"}}""", "in path: '/' is none")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "../x", "data": {"a": "b"}}""", "in path: '../x' is none")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": " x", "data": {"a": "b"}}""", "Take the blanks off the ends of path")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": {}}""", "Give at least one key in data")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": ["a"]}""", "data")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": "a"}""", "data")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x"}""", "data")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": {"a": "b"}, "cas": 3}""", "Leave cas out")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": {"a": "b"}, "cas": 0}""", "Leave cas out")]
    [InlineData("openbao_kv", """{"mount": "kv2", "path": "x", "data": {"a": "b"}, "cas": -1}""", "cas")]
    [InlineData("openbao_kv", """{"mount": "kv2", "path": "x", "data": {"a": "b"}, "cas": 9}""", "Give cas: 0")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": {"a": "b"}, "version": 2}""", "Give version: 1")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "x", "data": {"a": "b"}, "merge": true, "write_only": true}""", "Leave merge out")]
    [InlineData("openbao_kv", """{"mount": "pki", "path": "x", "data": {"a": "b"}}""", "is no KV engine but pki")]
    [InlineData("openbao_kv_info", """{"mount": "kv", "paths": []}""", "Give at least one secret in paths")]
    [InlineData("openbao_kv_info", """{"mount": "kv", "paths": ["a/./b"]}""", "in paths: 'a/./b' is none")]
    [InlineData("openbao_jwt_config", """{}""", "jwks_url")]
    [InlineData("openbao_jwt_config", """{"jwks_url": ""}""", "Give one of jwks_url")]
    [InlineData("openbao_jwt_config", """{"jwks_url": "gitlab.example.com/keys"}""", "is no URL that keys could be fetched from")]
    [InlineData("openbao_jwt_config", """{"jwks_url": " https://x.example/keys"}""", "without blanks in jwks_url")]
    [InlineData("openbao_jwt_config", """{"jwks_url": "https://x.example", "oidc_discovery_url": "https://x.example"}""", "Give one of")]
    [InlineData("openbao_jwt_config", """{"jwt_validation_pubkeys": [""]}""", "Give PEM in jwt_validation_pubkeys[0]")]
    [InlineData("openbao_jwt_config", """{"jwt_validation_pubkeys": ["-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----"]}""", "Give PEM in")]
    [InlineData("openbao_jwt_config", """{"jwks_url": "https://x.example", "jwks_ca_pem": "/etc/ssl/ca.pem"}""", "Give PEM in jwks_ca_pem")]
    [InlineData("openbao_jwt_config", """{"jwks_url": "https://x.example", "jwt_supported_algs": ["rs256"]}""", "'rs256' is none")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_ttl": "x", "bound_audiences": ["a"]}""", "in token_ttl: 'x' is none")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_ttl": -1, "bound_audiences": ["a"]}""", "in token_ttl: '-1' is none")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_ttl": "1e3", "bound_audiences": ["a"]}""", "in token_ttl: '1e3' is none")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_ttl": "1.5h", "bound_audiences": ["a"]}""", "in token_ttl: '1.5h' is none")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_max_ttl": "99999999999999999999", "bound_audiences": ["a"]}""", "Give less in token_max_ttl")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_max_ttl": "999999999999d", "bound_audiences": ["a"]}""", "Give less in token_max_ttl")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_ttl": "2h", "token_max_ttl": "1h", "bound_audiences": ["a"]}""", "Lower token_ttl")]
    [InlineData("openbao_jwt_role", """{"name": "r"}""", "a role without any would let everybody in")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_audiences": [""]}""", "Give the audience of the tokens in bound_audiences")]
    [InlineData("openbao_jwt_role", """{"name": "a b", "bound_audiences": ["a"]}""", "no role 'a b'")]
    [InlineData("openbao_jwt_role", """{"name": "r\n", "bound_audiences": ["a"]}""", "in name")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_audiences": ["a"], "user_claim": " "}""", "Give user_claim")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_bound_cidrs": ["10.0.0.0/33"]}""", "'10.0.0.0/33' is none")]
    [InlineData("openbao_jwt_role", """{"name": "r", "token_bound_cidrs": ["10.1"]}""", "'10.1' is none")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_audiences": ["a"], "claim_mappings": {"x": ["y"]}}""", "'x' has something else")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_claims": {"x": 5}, "bound_claims_type": "glob"}""", "'x' has something else")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_audiences": ["a"], "role_type": "JWT"}""", "role_type")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_audiences": ["a"], "mount": ".."}""", "in mount: '..' is none")]
    [InlineData("openbao_token", """{"policies": ["p"]}""", "Give token_file beside policies")]
    [InlineData("openbao_token", """{"token_file": "{folder}/t"}""", "Give policies beside token_file")]
    [InlineData("openbao_token", """{"token_file": "{folder}/t", "policies": [" "]}""", "one is empty")]
    [InlineData("openbao_token", """{"token_file": "{folder}/t", "policies": ["Root"]}""", "Leave root out of policies")]
    [InlineData("openbao_token", """{"token_file": "{folder}/t", "policies": ["p"], "period": "0"}""", "Give a period above 0")]
    [InlineData("openbao_token", """{"token_file": "{folder}/t", "policies": ["p"], "period": "x"}""", "in period: 'x' is none")]
    [InlineData("openbao_token", """{"token_file": "{folder}", "policies": ["p"]}""", "Give a file in token_file")]
    [InlineData("openbao_token", """{"token_file": "{folder}/file/t", "policies": ["p"]}""", "{folder}/file' first")]
    [InlineData("openbao_token", """{"token_file": "{folder}/file", "policies": ["p"]}""", "Check token_file")]
    [InlineData("openbao_snapshot", """{"path": "{folder}"}""", "Give a file in path")]
    [InlineData("openbao_snapshot", """{"path": "{folder}/file/s"}""", "{folder}/file' first")]
    [InlineData("openbao_snapshot", """{"path": "a\u0000b"}""", "argument 'path'")]
    [InlineData("openbao_snapshot", """{"path": "{folder}/none", "state": "restored"}""", "Give the file of a snapshot in path")]
    [InlineData("openbao_snapshot", """{"path": "{folder}/file", "state": "restored"}""", "'{folder}/file' holds none")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/keys", "secret_shares": 0}""", "secret_shares")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/keys", "secret_shares": 2}""", "Lower secret_threshold")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/file"}""", "holds no keys of OpenBao")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/none"}""", "Give keys, or the file")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}"}""", "Give a file in keys_file")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/none", "keys": ["zz"]}""", "key 1 of keys")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/none", "pgp_keys": []}""", "Give one key a share in pgp_keys")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/none", "vault_password": " "}""", "Give vault_password, or leave it out")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": ""}""", "in common_name, like pulp.example.com: '' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a b"}""", "in common_name, like pulp.example.com: 'a b' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "alt_names": ["x@y"]}""", "in alt_names, like pulp.example.com: 'x@y' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "ip_sans": ["192.168.33"]}""", "in ip_sans, like 192.0.2.7: '192.168.33' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "ip_sans": ["host"]}""", "in ip_sans, like 192.0.2.7: 'host' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "ttl": "x"}""", "in ttl: 'x' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "ttl": "10d"}""", "Lower renew_before or raise ttl")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "renew_before": "-1"}""", "in renew_before: '-1' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "mount": "a/../b"}""", "in mount: 'a/../b' is none")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "ca_path": "{folder}/k"}""", "Give ca_path and key_path a file each")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "ca_path": "{folder}"}""", "Give a file in ca_path")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a", "ca_path": "{folder}/file/x"}""", "{folder}/file' first")]
    public async Task It_is_told_before_anything_is_sent(string module, string arguments, string words)
    {
        arguments = server.Placed(arguments);
        var before = server.Bao.Writes.Count();

        var foreseen = await server.Bao.RunAsync(module, arguments, checkMode: true);
        var answer = await server.Bao.RunAsync(module, arguments);

        Assert.Contains(server.Placed(words), (string?)answer["msg"] ?? answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((string?)answer["msg"], (string?)foreseen["msg"]);
        Assert.DoesNotContain("fault", (string)answer["msg"]!, StringComparison.OrdinalIgnoreCase);
        Assert.Null(answer["exception"]);
        Assert.Equal(before, server.Bao.Writes.Count());
    }

    /// <summary>An earlier task of a check may have pretended to make the folder.</summary>
    [Theory]
    [InlineData("openbao_token", """{"token_file": "{folder}/none/t", "policies": ["p"]}""")]
    [InlineData("openbao_snapshot", """{"path": "{folder}/none/s"}""")]
    [InlineData(Pki, """{"role": "r", "certificate_path": "{folder}/none/c", "key_path": "{folder}/none/k", "common_name": "a"}""")]
    public async Task A_folder_that_is_missing_is_told_before_anything_is_made_and_warned_of_in_check_mode(string module, string arguments)
    {
        var before = server.Bao.Writes.Count();

        var foreseen = await server.Bao.RunAsync(module, server.Placed(arguments), checkMode: true);
        var answer = await server.Bao.RunAsync(module, server.Placed(arguments));

        Assert.StartsWith(server.Placed("Make the folder '{folder}/none' first"), (string?)answer["msg"], StringComparison.Ordinal);
        Assert.StartsWith(server.Placed("Make the folder '{folder}/none' first"), (string?)foreseen["warnings"]![0], StringComparison.Ordinal);
        Assert.Equal(before, server.Bao.Writes.Count());
    }

    /// <summary>What asks nothing else with its token in check mode asks about the token.</summary>
    [Theory]
    [InlineData("openbao_token", """{"token_file": "{folder}/t", "policies": ["p"]}""")]
    [InlineData("openbao_token", "{}")]
    [InlineData("openbao_snapshot", """{"path": "{folder}/s"}""")]
    [InlineData("openbao_rekey", """{"keys_file": "{folder}/keys", "secret_shares": 1, "secret_threshold": 1, "force": true}""")]
    [InlineData(Pki, "{" + Certificate + """, "common_name": "a"}""")]
    public async Task A_wrong_token_is_seen_in_check_mode(string module, string arguments)
    {
        var answer = await server.Bao.RunAsync(
            module, server.Placed(arguments), checkMode: true, token: "s.AAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.StartsWith("Check token", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Give one line of text in token")]
    [InlineData("s.AAAA\nBBBB", "Give one line of text in token")]
    [InlineData("s.\u00e4\u20ac", "Give one line of text in token")]
    public async Task A_token_that_can_be_none_is_told_without_it(string token, string words)
    {
        var answer = await server.Bao.RunAsync("openbao_policy", """{"name": "p", "paths": {"a": "read"}}""", token: token);

        Assert.StartsWith(words, (string?)answer["msg"], StringComparison.Ordinal);
        Assert.True(token.Length == 0 || !answer.ToJsonString().Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task More_than_a_secret_can_hold_is_foreseen(int version)
    {
        var mount = version == 1 ? "kv" : "kv2";
        var many = new JsonObject(Enumerable.Range(0, 600).Select(at => KeyValuePair.Create($"k{at}", (JsonNode?)"v")));
        var large = new JsonObject { ["a"] = new string('x', 1_048_576) };

        foreach (var (data, words) in ((JsonObject, string)[])[(many, "names and texts in one, and this has 1200"), (large, "no secret above 1 MiB")])
        {
            var arguments = new JsonObject { ["mount"] = mount, ["path"] = "large", ["data"] = data }.ToJsonString();
            foreach (var checkMode in (bool[])[true, false])
            {
                var answer = await server.Bao.RunAsync("openbao_kv", arguments, checkMode);
                Assert.Contains(words, (string?)answer["msg"], StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("kv", """{"ttl": "1h", "": "empty name", "a b/c": "x", "ä\n": "y", "nested": {"a": [1, null, true]}, "n": 5}""")]
    [InlineData("kv2", """{"ttl": "1h", "": "empty name", "a b/c": "x", "ä\n": "y", "nested": {"a": [1, null, true]}, "n": 5}""")]
    public async Task Odd_names_of_keys_converge(string mount, string data) => _ = await server.Bao.ConvergesAsync(
        "openbao_kv", $$"""{"mount": "{{mount}}", "path": "odd/ä %2F+?#", "data": {{data}}}""");

    /// <summary>The block of an IPv6 network is no single address.</summary>
    [Fact]
    public async Task Addresses_and_texts_that_are_numbers_converge_in_the_form_they_are_kept_in()
    {
        var answer = await server.Bao.ConvergesAsync("openbao_jwt_role", """
            {"name": "Kept", "mount": "jwt", "token_bound_cidrs": ["10.0.0.1/32", "2001:db8::/32", "::1/128", "10.1.2.3/8"],
             "bound_audiences": [5], "token_ttl": "1d", "token_max_ttl": 172800, "claim_mappings": {"a": "5"}, "token_policies": ["Upper"]}
            """);

        Assert.Equal("""["10.0.0.1","2001:db8::/32","::1","10.1.2.3/8"]""", answer["role"]!["token_bound_cidrs"]!.ToJsonString());
    }

    [Fact]
    public async Task An_authority_that_nobody_has_made_is_told_as_such()
    {
        _ = await server.Bao.SendAsync(HttpMethod.Post, "pki/roles/r", new JsonObject { ["allow_any_name"] = true, ["key_type"] = "ec" });

        var answer = await server.Bao.RunAsync(Pki, server.Placed("{" + Certificate + """, "common_name": "a"}"""));

        Assert.StartsWith("Make or import the authority of that mount first", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_only_the_server_knows_is_warned_of_in_check_mode()
    {
        var answer = await server.Bao.RunAsync("openbao_auth_method", """{"path": "x", "type": "nosuch"}""", checkMode: true);

        Assert.Contains("auth methods of type 'nosuch' shows only when one is enabled", (string?)answer["warnings"]![0], StringComparison.Ordinal);
    }
}
