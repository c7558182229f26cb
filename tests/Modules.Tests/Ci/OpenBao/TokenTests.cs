// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class TokenTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-token-");

    private string File => Path.Combine(_folder.FullName, "token.json");

    private string Kept => JsonNode.Parse(System.IO.File.ReadAllText(File))!["token"]!.ToString();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_token_of_few_rights_is_made_once_and_outlives_the_root_token()
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_secret_engine", """{"path": "kv"}""");
        _ = await bao.RunAsync("openbao_policy", """{"name": "writer", "paths": {"kv/*": ["create", "read", "update"]}}""");

        var answer = await bao.ConvergesAsync("openbao_token", Arguments("writer"));
        var revoked = await bao.ConvergesAsync("openbao_token", """{"state": "absent"}""");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.DoesNotContain(Kept, answer.ToJsonString() + revoked.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await bao.SendAsync(HttpMethod.Get, "sys/mounts")).Status);
        var written = await bao.RunAsync("openbao_kv", """{"mount": "kv", "path": "x", "data": {"a": "b"}}""", token: Kept);
        Assert.True((bool?)written["changed"], written.ToJsonString());
    }

    [Fact]
    public async Task Other_policies_need_another_token_and_one_that_is_gone_is_made_again()
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_token", Arguments("one"));
        var first = Kept;

        _ = await bao.ConvergesAsync("openbao_token", Arguments("two"));
        Assert.NotEqual(first, Kept);
        _ = await bao.SendAsync(HttpMethod.Post, "auth/token/revoke-self", [], Kept);
        _ = await bao.ConvergesAsync("openbao_token", Arguments("two"));
    }

    [Fact]
    public async Task A_token_without_a_file_is_renewed()
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_token", Arguments("one"));

        var answer = await bao.RunAsync("openbao_token", token: Kept);

        Assert.False((bool?)answer["changed"], answer.ToJsonString());
        Assert.Contains("POST /v1/auth/token/renew-self 200", bao.Requests);
    }

    [Fact]
    public async Task The_file_goes_with_its_token()
    {
        using var bao = await BaoServer.OpenAsync();
        _ = await bao.RunAsync("openbao_token", Arguments("one"));

        _ = await bao.ConvergesAsync("openbao_token", $"{{\"token_file\": \"{File}\", \"state\": \"absent\"}}");

        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_token_that_cannot_be_kept_is_revoked_again()
    {
        using var bao = await BaoServer.OpenAsync();

        var answer = await bao.RunAsync(
            "openbao_token", $"{{\"policies\": [\"one\"], \"token_file\": \"{_folder.FullName}/{new string('x', 300)}\"}}");

        Assert.StartsWith("Make it possible to write", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Contains("POST /v1/auth/token/revoke-self 204", bao.Requests);
    }

    private string Arguments(string policy) => $"{{\"policies\": [\"{policy}\"], \"token_file\": \"{File}\"}}";
}
