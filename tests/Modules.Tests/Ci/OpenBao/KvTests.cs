// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class KvTests
{
    private const string Secret = """{"mount": "kv", "path": "production", "data": {"password": "very-Secret/42", "key": "-----BEGIN X\nabc\n"}}""";

    [Theory]
    [InlineData(1, "kv/production")]
    [InlineData(2, "kv/data/production")]
    public async Task A_secret_is_written_once_and_its_values_are_in_no_answer(int version, string place)
    {
        using var bao = await MountedAsync(version);

        var answer = await bao.ConvergesAsync("openbao_kv", Secret);

        Assert.Equal("""["key","password"]""", answer["key_names"]!.ToJsonString());
        Assert.DoesNotContain("very-Secret", answer.ToJsonString(), StringComparison.Ordinal);
        var (_, kept) = await bao.SendAsync(HttpMethod.Get, place);
        Assert.Equal(
            "very-Secret/42", (string?)(version == 1 ? kept!["data"]!["password"] : kept!["data"]!["data"]!["password"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_is_missing_of_secrets_is_told_and_no_value(int version)
    {
        using var bao = await MountedAsync(version);
        _ = await bao.RunAsync("openbao_kv", Secret);

        var answer = await bao.RunAsync(
            "openbao_kv_info", """{"mount": "kv", "paths": ["production", "staging"], "keys": ["key", "password", "openrc"]}""");

        Assert.Equal("""["production: openrc","staging"]""", answer["missing"]!.ToJsonString());
        Assert.Equal((version, false), ((int)answer["kv_version"]!, (bool)answer["changed"]!));
        Assert.DoesNotContain("very-Secret", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Only_what_differs_is_named_and_the_old_value_is_hidden(int version)
    {
        using var bao = await MountedAsync(version);
        _ = await bao.RunAsync("openbao_kv", Secret);

        var answer = await bao.ConvergesAsync(
            "openbao_kv", """{"mount": "kv", "path": "production", "data": {"password": "another-Secret/43"}, "merge": true}""");

        Assert.Equal("""["password"]""", answer["key_names"]!.ToJsonString());
        Assert.Equal("(same)", (string?)answer["diff"]!["after"]!["key"]);
        Assert.DoesNotContain("very-Secret", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_of_KV_2_pass_through_a_float_and_converge()
    {
        using var bao = await MountedAsync(2);

        _ = await bao.ConvergesAsync(
            "openbao_kv", """{"mount": "kv", "path": "n", "data": {"big": 12345678901234567890123, "whole": 2.0, "deep": {"x": [1, 2.50]}}}""");
    }

    [Fact]
    public async Task A_new_engine_that_refuses_its_first_writes_is_waited_for()
    {
        using var bao = await MountedAsync(2, "--openbao-refused-writes", "3");

        var answer = await bao.RunAsync("openbao_kv", Secret);

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal(3, bao.Requests.Count(request => request == "POST /v1/kv/data/production 400"));
    }

    [Fact]
    public async Task A_version_that_the_engine_is_not_of_is_refused()
    {
        using var bao = await MountedAsync(1);

        foreach (var checkMode in (bool[])[true, false])
        {
            var answer = await bao.RunAsync("openbao_kv", """{"mount": "kv", "path": "x", "version": 2, "data": {"a": "b"}}""", checkMode);
            Assert.StartsWith("Give version: 1, or leave it out", (string?)answer["msg"], StringComparison.Ordinal);
        }

        Assert.DoesNotContain(bao.Requests, request => request.StartsWith("POST /v1/kv/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_elses_newer_version_is_not_overwritten()
    {
        using var bao = await MountedAsync(2);
        _ = await bao.RunAsync("openbao_kv", Secret);

        var answer = await bao.RunAsync("openbao_kv", """{"mount": "kv", "path": "production", "cas": 0, "data": {"a": "b"}}""");

        Assert.StartsWith("Give cas: 1 if that version is to be replaced", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_secret_is_taken_away_once_and_written_again(int version)
    {
        using var bao = await MountedAsync(version);
        _ = await bao.RunAsync("openbao_kv", Secret);

        _ = await bao.ConvergesAsync("openbao_kv", """{"mount": "kv", "path": "production", "state": "absent"}""");
        _ = await bao.ConvergesAsync("openbao_kv", Secret);
    }

    [Fact]
    public async Task A_token_that_may_write_and_not_read_writes_each_time()
    {
        using var bao = await MountedAsync(1);
        var writer = await bao.TokenAsync("path \"kv/*\" { capabilities = [\"create\", \"update\"] }");
        const string Blind = """{"mount": "kv", "path": "production", "data": {"a": "b"}, "write_only": true}""";

        Assert.True((bool?)(await bao.RunAsync("openbao_kv", Blind, token: writer))["changed"]);
        Assert.True((bool?)(await bao.RunAsync("openbao_kv", Blind, token: writer))["changed"]);
    }

    private static async Task<BaoServer> MountedAsync(int version, params IReadOnlyList<string> options)
    {
        var bao = await BaoServer.OpenAsync(options);
        _ = await bao.SendAsync(
            HttpMethod.Post, "sys/mounts/kv",
            new JsonObject { ["type"] = "kv", ["options"] = new JsonObject { ["version"] = $"{version}" } });
        return bao;
    }
}
