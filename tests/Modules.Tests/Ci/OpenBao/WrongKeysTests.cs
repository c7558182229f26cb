// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Ci.OpenBao.Keys;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>Wrong values where no token is asked for: each is told in one sentence, the same in check mode, and no key is made or given.</summary>
public sealed class WrongKeysTests(ShutServers servers) : IClassFixture<ShutServers>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"keys_file": ""}""", "keys_file")]
    [InlineData("""{"keys_file": "a\u0000b"}""", "argument 'keys_file'")]
    [InlineData("""{"keys_file": "{folder}"}""", "Give a file in keys_file")]
    [InlineData("""{"keys_file": "{folder}/file/k"}""", "Make the folder '{folder}/file' first")]
    [InlineData("""{"keys_file": "{folder}/k", "keys_file_mode": "rw"}""", "in keys_file_mode")]
    [InlineData("""{"keys_file": "{folder}/k", "keys_file_mode": "0999"}""", "in keys_file_mode")]
    [InlineData("""{"keys_file": "{folder}/k", "keys_file_mode": "0044"}""", "its owner can read it: '0044'")]
    [InlineData("""{"keys_file": "{folder}/k", "keys_file_mode": ""}""", "in keys_file_mode")]
    [InlineData("""{"keys_file": "{folder}/k", "vault_password": ""}""", "Give vault_password, or leave it out")]
    [InlineData("""{"keys_file": "{folder}/k", "vault_password": " \n"}""", "Give vault_password, or leave it out")]
    [InlineData("""{"keys_file": "{folder}/k", "copies": ["{folder}/k"]}""", "Leave '{folder}/k' out of copies")]
    [InlineData("""{"keys_file": "{folder}/k", "copies": ["{folder}/c", "{folder}/./c"]}""", "Leave '{folder}/./c' out of copies")]
    [InlineData("""{"keys_file": "{folder}/k", "copies": ["{folder}"]}""", "Give a file in copies")]
    [InlineData("""{"keys_file": "{folder}/k", "copies": ["{folder}/file/c"]}""", "Make the folder '{folder}/file' first")]
    [InlineData("""{"keys_file": "{folder}/k", "secret_shares": 1}""", "Lower secret_threshold or raise secret_shares")]
    [InlineData("""{"keys_file": "{folder}/k", "secret_threshold": 1}""", "Raise secret_threshold to 2")]
    [InlineData("""{"keys_file": "{folder}/k", "secret_shares": 300}""", "secret_shares")]
    [InlineData("""{"keys_file": "{folder}/k", "secret_shares": "x"}""", "secret_shares")]
    [InlineData("""{"keys_file": "{folder}/k", "pgp_keys": []}""", "Give one key a share in pgp_keys")]
    [InlineData("""{"keys_file": "{folder}/k", "secret_shares": 1, "secret_threshold": 1, "pgp_keys": ["x"]}""", "in pgp_keys[0]")]
    [InlineData("""{"keys_file": "{folder}/k", "root_token_pgp_key": ""}""", "in root_token_pgp_key")]
    public Task No_key_is_made_over_a_wrong_value(string arguments, string words) =>
        RefusedAsync(servers.Empty, "openbao_init", arguments, words);

    [Theory]
    [InlineData("{}", "keys")]
    [InlineData("""{"keys": ["aa"], "keys_file": "{folder}/file"}""", "mutually exclusive")]
    [InlineData("""{"keys": []}""", "Give ")]
    [InlineData("""{"keys": [], "partial": true}""", "Give at least one key in keys")]
    [InlineData("""{"keys": ["zz"]}""", "Check key 1 of keys: it is neither hex nor base64")]
    [InlineData("""{"keys": [""]}""", "Check key 1 of keys: it has 0 bytes")]
    [InlineData("""{"keys": ["aabb"]}""", "Check key 1 of keys: it has 2 bytes")]
    [InlineData("""{"keys_file": ""}""", "keys_file")]
    [InlineData("""{"keys_file": "{folder}"}""", "'{folder}'")]
    [InlineData("""{"keys_file": "{folder}/none"}""", "Bring the file with the keys to '{folder}/none'")]
    [InlineData("""{"keys_file": "{folder}/file"}""", "'{folder}/file' holds no keys")]
    [InlineData("""{"keys_file": "{folder}/loop"}""", "'{folder}/loop'")]
    [InlineData("""{"keys_file": "{folder}/shut"}""", "Give vault_password: '{folder}/shut' is encrypted")]
    [InlineData("""{"keys_file": "{folder}/shut", "vault_password": "another"}""", "Check vault_password: it does not open '{folder}/shut'")]
    [InlineData("""{"keys_file": "{folder}/shut", "vault_password": ""}""", "Give vault_password, or leave it out")]
    [InlineData("""{"keys_file": "{folder}/broken", "vault_password": "right"}""", "'{folder}/broken'")]
    [InlineData("""{"keys_file": "{folder}/texts"}""", "key 1 of '{folder}/texts'")]
    public Task No_key_is_given_over_a_wrong_value(string arguments, string words) =>
        RefusedAsync(servers.Shut, "openbao_unseal", arguments, words);

    [Fact]
    public async Task A_copy_that_holds_keys_of_another_cluster_is_kept_beside_it()
    {
        using var bao = await BaoServer.SealedAsync();
        var (keys, copy) = (Path.Combine(_folder.FullName, "keys.json"), Path.Combine(_folder.FullName, "copy.json"));
        await File.WriteAllTextAsync(keys, new JsonObject { ["keys"] = new JsonArray("ab") }.ToJsonString());
        await File.WriteAllTextAsync(copy, new JsonObject { ["keys"] = new JsonArray("cd"), ["cluster_id"] = "other" }.ToJsonString());

        var answer = await bao.RunAsync("openbao_init", $$"""{"keys_file": "{{keys}}", "copies": ["{{copy}}"]}""");
        var again = await bao.RunAsync("openbao_init", $$"""{"keys_file": "{{keys}}", "copies": ["{{copy}}"]}""");

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.False((bool?)again["changed"], again.ToJsonString());
        Assert.Contains("ab", await File.ReadAllTextAsync(copy), StringComparison.Ordinal);
        Assert.Contains("cd", await File.ReadAllTextAsync(copy + ".other"), StringComparison.Ordinal);
        Assert.Contains("it holds other keys", answer["warnings"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_the_keys_of_another_cluster_is_told_while_the_server_can_say_so()
    {
        using var bao = await BaoServer.OpenAsync();
        var keys = Path.Combine(_folder.FullName, "keys.json");
        await File.WriteAllTextAsync(keys, new JsonObject { ["keys"] = new JsonArray("ab"), ["cluster_id"] = "other" }.ToJsonString());

        foreach (var checkMode in (bool[])[true, false])
        {
            var answer = await bao.RunAsync("openbao_init", $$"""{"keys_file": "{{keys}}"}""", checkMode);
            Assert.StartsWith("Give the file with this server's keys in keys_file", (string?)answer["msg"], StringComparison.Ordinal);
        }
    }

    private async Task RefusedAsync(BaoServer bao, string module, string arguments, string words)
    {
        Prepare();
        var before = bao.Writes.Count();

        var foreseen = await bao.RunAsync(module, Placed(arguments), checkMode: true);
        var answer = await bao.RunAsync(module, Placed(arguments));

        Assert.Contains(Placed(words), (string?)answer["msg"] ?? answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((string?)answer["msg"], (string?)foreseen["msg"]);
        Assert.Null(answer["exception"]);
        Assert.Equal(before, bao.Writes.Count());
    }

    private void Prepare()
    {
        Write("file", "no keys");
        Write("texts", """{"keys": [5, {"a": "b"}, null]}""");
        Write("shut", AnsibleVault.Encrypt("""{"keys": ["ab"]}""", "right"));
        Write("broken", "$ANSIBLE_VAULT;1.1;AES256\n616\n");
        _ = File.CreateSymbolicLink(Path.Combine(_folder.FullName, "loop"), "loop");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private string Placed(string text) => text.Replace("{folder}", _folder.FullName, StringComparison.Ordinal);
}
