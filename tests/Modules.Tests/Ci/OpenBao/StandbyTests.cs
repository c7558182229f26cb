// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>A standby, as recorded: it forwards writes, answers reads itself, and says 429 where it has not seen the index yet.</summary>
public sealed class StandbyTests
{
    private const string Index = "eyJjbHVzdGVyIjoieCIsInZhbHVlIjoiMzEifQ==";

    [Fact]
    public async Task A_write_is_over_when_the_node_that_was_asked_has_it()
    {
        using var bao = new ScriptedServer(
            ScriptedServer.Answer("200 OK", """{"data": {}}"""),
            "HTTP/1.1 204 No Content\r\nConnection: close\r\nX-Vault-Index: " + Index + "\r\n\r\n",
            ScriptedServer.Answer("429 Too Many Requests", """{"errors": []}""", "Retry-After: 1\r\n"),
            ScriptedServer.Answer("403 Forbidden", """{"errors": ["permission denied"]}"""),
            ScriptedServer.Answer("200 OK", """{"data": {"kv/": {"type": "kv", "options": {"version": "1"}}}}"""));

        var answer = await Calling.RunAsync(
            "openbao_secret_engine", new JsonObject { ["url"] = bao.Address, ["token"] = "s.x", ["path"] = "kv" });

        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal(5, bao.Requests.Count);
        Assert.StartsWith("GET /v1/auth/token/lookup-self", bao.Requests[2], StringComparison.Ordinal);
        Assert.All(bao.Texts.Skip(2), text => Assert.Contains("X-Vault-Index: " + Index, text, StringComparison.Ordinal));
        Assert.DoesNotContain("X-Vault-Index", bao.Texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standby_that_does_not_forward_is_told_as_such()
    {
        using var bao = new ScriptedServer(
            ScriptedServer.Answer("200 OK", """{"data": {}}"""),
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:9/v1/sys/mounts/kv\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        var answer = await Calling.RunAsync(
            "openbao_secret_engine", new JsonObject { ["url"] = bao.Address, ["token"] = "s.x", ["path"] = "kv" });

        Assert.Contains("Give the URL of the active node in url", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    /// <summary>The active node is gone: writes are refused, reads are answered from what is stored, after a while.</summary>
    [Fact]
    public async Task A_node_that_lost_its_leader_says_so_and_is_still_read()
    {
        using var bao = await BaoServer.OpenAsync("--openbao-standby", "127.0.0.1:0");
        var second = new JsonObject { ["url"] = bao.Second };
        var secret = new JsonObject
        {
            ["url"] = bao.Second, ["token"] = bao.RootToken, ["mount"] = "kv", ["path"] = "x", ["data"] = new JsonObject { ["a"] = "b" },
        };
        _ = await Calling.RunAsync("openbao_unseal", new JsonObject { ["url"] = bao.Second, ["keys"] = new JsonArray(bao.Keys[0]) });
        _ = await bao.RunAsync("openbao_secret_engine", """{"path": "kv"}""");
        _ = await Calling.RunAsync("openbao_kv", secret.DeepClone().AsObject());
        _ = await bao.SendAsync(HttpMethod.Put, "sys/seal");

        var other = secret.DeepClone().AsObject();
        other["data"] = new JsonObject { ["a"] = "c" };
        var refused = await Calling.RunAsync("openbao_kv", other);
        Assert.StartsWith("See to it that enough nodes are open", (string?)refused["msg"], StringComparison.Ordinal);
        var waited = second.DeepClone().AsObject();
        (waited["wait_for"], waited["wait_timeout"]) = ("active", 1);
        Assert.Contains("this one is a standby", (string?)(await Calling.RunAsync("openbao_info", waited))["msg"], StringComparison.Ordinal);
        Assert.True((bool?)(await Calling.RunAsync("openbao_info", second))["standby"]);
        var read = new JsonObject { ["url"] = bao.Second, ["token"] = bao.RootToken, ["mount"] = "kv", ["paths"] = new JsonArray("x") };
        for (var left = 3; left > 0 && (await Calling.RunAsync("openbao_kv_info", read.DeepClone().AsObject()))["failed"] is not null; left--)
        {
        }

        Assert.Empty((await Calling.RunAsync("openbao_kv_info", read))["missing"]!.AsArray());
    }

    /// <summary>The node opens some answers after its last key, and sees what it forwarded some answers later.</summary>
    [Fact]
    public async Task A_second_node_joins_is_opened_and_takes_a_set_up()
    {
        using var bao = await BaoServer.OpenAsync("--openbao-standby", "127.0.0.1:0", "--openbao-standby-lag", "1");
        JsonObject On(JsonObject arguments)
        {
            arguments["url"] = bao.Second;
            return arguments;
        }

        var joined = await Calling.RunAsync("openbao_info", On(new() { ["wait_for"] = "initialized" }));
        Assert.True((bool?)joined["sealed"], joined.ToJsonString());
        var opened = await Calling.RunAsync("openbao_unseal", On(new() { ["keys"] = new JsonArray(bao.Keys[0]) }));
        Assert.False((bool?)opened["sealed"], opened.ToJsonString());
        Assert.True((bool?)(await Calling.RunAsync("openbao_info", On([])))["standby"]);
        JsonObject Engine() => On(new() { ["token"] = bao.RootToken, ["path"] = "kv" });
        JsonObject Secret() => On(
            new() { ["token"] = bao.RootToken, ["mount"] = "kv", ["path"] = "x", ["data"] = new JsonObject { ["a"] = "b" } });
        foreach (var (module, arguments) in ((string, Func<JsonObject>)[])[("openbao_secret_engine", Engine), ("openbao_kv", Secret)])
        {
            var changed = await Calling.RunAsync(module, arguments());
            Assert.True((bool?)changed["changed"], changed.ToJsonString());
            var again = await Calling.RunAsync(module, arguments());
            Assert.False((bool?)again["changed"], again.ToJsonString());
        }
    }
}
