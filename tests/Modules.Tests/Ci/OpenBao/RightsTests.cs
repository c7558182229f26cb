// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>A token that may read all and write nothing: check mode says what the run says, and neither sends a write.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private const string Reads = "path \"*\" { capabilities = [\"read\", \"list\"] }";

    private readonly string _folder = Directory.CreateTempSubdirectory("rights-").FullName;
    private BaoServer _bao = null!;

    public async Task InitializeAsync()
    {
        _bao = await BaoServer.OpenAsync();
        foreach (var (module, arguments) in ((string, string)[])
        [
            ("openbao_secret_engine", """{"path": "kv"}"""),
            ("openbao_auth_method", """{"path": "jwt", "type": "jwt"}"""),
            ("openbao_secret_engine", """{"path": "pki", "type": "pki"}"""),
            ("openbao_kv", """{"mount": "kv", "path": "there", "data": {"a": "1"}}"""),
        ])
        {
            Assert.Null((await _bao.RunAsync(module, arguments))["failed"]);
        }
    }

    public Task DisposeAsync()
    {
        _bao.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>By module: what it is asked for, and the right that it needs.</summary>
    [Theory]
    [InlineData("openbao_secret_engine", """{"path": "other"}""", "path \"sys/mounts/other\" { capabilities = [\"update\"] }")]
    [InlineData("openbao_secret_engine", """{"path": "kv", "description": "x"}""", "path \"sys/mounts/kv/tune\" { capabilities = [\"update\"] }")]
    [InlineData("openbao_secret_engine", """{"path": "kv", "state": "absent", "force": true}""", "path \"sys/mounts/kv\" { capabilities = [\"delete\"] }")]
    [InlineData("openbao_auth_method", """{"path": "b", "type": "jwt"}""", "path \"sys/auth/b\" { capabilities = [\"update\", \"sudo\"] }")]
    [InlineData("openbao_policy", """{"name": "a", "rules": "path \"x\" { capabilities = [\"read\"] }"}""",
        "path \"sys/policies/acl/a\" { capabilities = [\"update\", \"read\"] }")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "new", "data": {"a": "1"}}""", "path \"kv/new\" { capabilities = [\"create\", \"read\"] }")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "there", "data": {"a": "2"}}""", "path \"kv/there\" { capabilities = [\"update\", \"read\"] }")]
    [InlineData("openbao_kv", """{"mount": "kv", "path": "there", "state": "absent"}""", "path \"kv/there\" { capabilities = [\"delete\", \"read\"] }")]
    [InlineData("openbao_jwt_role", """{"name": "r", "bound_audiences": ["a"]}""",
        "path \"auth/jwt/role/r\" { capabilities = [\"create\", \"update\", \"read\"] }")]
    [InlineData("openbao_jwt_config", """{"jwks_url": "http://127.0.0.1:9/keys", "skip_jwks_validation": true}""",
        "path \"auth/jwt/config\" { capabilities = [\"update\", \"read\"] }")]
    [InlineData("openbao_token", """{"token_file": "FOLDER/token", "policies": ["limited"]}""",
        "path \"auth/token/create-orphan\" { capabilities = [\"update\"] }")]
    [InlineData("openbao_pki_certificate",
        """{"role": "app", "common_name": "a.b", "certificate_path": "FOLDER/crt", "key_path": "FOLDER/key"}""",
        "path \"pki/issue/app\" { capabilities = [\"update\"] }")]
    [InlineData("openbao_snapshot", """{"path": "FOLDER/snapshot"}""", "path \"sys/storage/raft/snapshot\" { capabilities = [\"read\"] }")]
    public async Task A_missing_right_is_foreseen(string module, string arguments, string right)
    {
        arguments = arguments.Replace("FOLDER", _folder, StringComparison.Ordinal);
        var reads = module == "openbao_snapshot" ? Reads + "\npath \"sys/storage/raft/snapshot\" { capabilities = [\"deny\"] }" : Reads;
        var lacking = await _bao.TokenAsync(reads);
        foreach (var checkMode in (bool[])[true, false])
        {
            var refused = await _bao.RunAsync(module, arguments, checkMode, lacking);
            Assert.StartsWith("Give the token a policy that allows this: it is good, but lacks the right.", (string?)refused["msg"], StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        var enough = await _bao.TokenAsync($"{Reads}\n{right}");
        var foreseen = await _bao.RunAsync(module, arguments, checkMode: true, enough);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        // There is no authority here, and who may make a token without a parent is stricter in the sandbox than anybody knows.
        if (module is not ("openbao_pki_certificate" or "openbao_token"))
        {
            var done = await _bao.RunAsync(module, arguments, token: enough);
            Assert.True((bool?)done["changed"], done.ToJsonString());
        }
    }

    /// <summary>A token that may not even ask what it may do is foreseen as before.</summary>
    [Fact]
    public async Task One_that_may_not_ask_is_believed()
    {
        _ = await _bao.SendAsync(HttpMethod.Put, "sys/policies/acl/limited", new JsonObject { ["policy"] = Reads });
        var (_, told) = await _bao.SendAsync(
            HttpMethod.Post, "auth/token/create", new JsonObject { ["policies"] = new JsonArray("limited"), ["no_default_policy"] = true });
        var token = told!["auth"]!["client_token"]!.ToString();
        var foreseen = await _bao.RunAsync("openbao_secret_engine", """{"path": "other"}""", checkMode: true, token);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
    }
}
