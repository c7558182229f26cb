// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Checks;
using Modules.Ci.Report;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.Report;

/// <summary>Each kind of check is right, wrong, and not to be told.</summary>
public sealed class LooksTests
{
    private const string Skipped = """{"skipped":true,"changed":false}""";
    private const string Unreachable = """{"unreachable":true,"msg":"no route"}""";
    private const string Refused = """{"failed":true,"msg":"Check token: wrong.","http":{"status":401}}""";
    private const string NoAnswer = """{"failed":true,"msg":"GitLab does not answer."}""";

    [Theory]
    [InlineData("converged", """{"changed":false}""", "ok", "as it should be")]
    [InlineData("converged", """{"changed":true}""", "not_ok", "not as it should be")]
    [InlineData("converged", """{"results":[{"changed":false,"item":"a"},{"changed":true,"item":{"name":"B"}}]}""", "not_ok", ": B")]
    [InlineData("converged", """{"results":[{"changed":false,"item":"a"}]}""", "ok", "")]
    [InlineData("converged", """{"results":[{"skipped":true},{"skipped":true}]}""", "unknown", "not looked at")]
    [InlineData("converged", """{"results":[{"changed":false},{"failed":true,"msg":"Gone."}],"failed":true}""", "unknown", "Gone")]
    [InlineData("token", """{"missing":[],"permissions":{"runners":{"write":"yes"}},"expires_at":null}""", "ok", "all rights")]
    [InlineData("token", """{"missing":["runners: write"],"permissions":{}}""", "not_ok", "runners: write")]
    [InlineData("token", """{"missing":[],"permissions":{},"expires_at":"2026-01-09"}""", "not_ok", "ends 2026-01-09")]
    [InlineData("token", """{"missing":[],"permissions":{},"expires_at":"2026-01-09 10:00:00 UTC"}""", "not_ok", "ends 2026-01-09")]
    [InlineData("token", """{"missing":[],"permissions":{"secrets":{"write":"unknown"}}}""", "unknown", "secrets")]
    [InlineData("runners", """{"runners":[{"id":1,"description":"r","status":"online"}]}""", "ok", "1 there")]
    [InlineData("runners", """{"runners":[{"id":1,"description":"r","status":"stale"}]}""", "not_ok", "not online: r")]
    [InlineData("runners", """{"runners":[{"id":1,"name":"r","status":"online"},{"id":2,"name":"r #1","status":"offline"}]}""", "ok", "2 there")]
    [InlineData("runners", """{"runners":[{"id":1,"name":"other","status":"online"}]}""", "not_ok", "not registered: r")]
    [InlineData("runners", """{"runners":[]}""", "not_ok", "not registered: r")]
    [InlineData("secrets", """{"missing":[]}""", "ok", "all of them")]
    [InlineData("secrets", """{"missing":["staging: kayobe_vault_password"]}""", "not_ok", "staging: kayobe_vault_password")]
    [InlineData("openbao", """{"initialized":true,"sealed":false,"version":"2.7.2"}""", "ok", "2.7.2")]
    [InlineData("openbao", """{"initialized":true,"sealed":true}""", "not_ok", "sealed since its start 2026-01-02 03:04")]
    [InlineData("openbao", """{"initialized":false,"sealed":true}""", "not_ok", "no keys")]
    [InlineData("image", """{"exists":true,"due":false,"created":"2026-01-02T00:00:00Z"}""", "ok", "2026-01-02")]
    [InlineData("image", """{"exists":true,"due":true,"causes":["Python requirements changed"]}""", "not_ok", "Python requirements")]
    [InlineData("image", """{"exists":false,"due":true}""", "not_ok", "none")]
    [InlineData("image", """{"exists":true,"due":null}""", "unknown", "not known")]
    [InlineData("login", """{"changed":true}""", "ok", "taken")]
    [InlineData("checks", """{"checks":[{"what":"r","state":"ok"},{"what":"other","state":"not_ok"}]}""", "ok", "1 of 1")]
    [InlineData("checks", """{"checks":[{"what":"r","state":"not_ok","seen":"too many","advice":"Less."}]}""", "not_ok", "r: too many")]
    [InlineData("checks", """{"checks":[{"what":"r","state":"unknown","seen":"who knows"}]}""", "unknown", "r: who knows")]
    [InlineData("file_absent", """{"stat":{"exists":false}}""", "ok", "nothing")]
    [InlineData("file_absent", """{"stat":{"exists":true,"path":"/etc/x"}}""", "not_ok", "/etc/x")]
    public void A_result_is_judged_by_its_kind(string kind, string result, string state, string seen)
    {
        var check = Look(kind, JsonNode.Parse(result)).ToJson();
        Assert.Equal(state, (string)check["state"]!);
        Assert.Contains(seen, (string)check["seen"]!, StringComparison.Ordinal);
    }

    /// <summary>Nobody says which runners there should be.</summary>
    [Fact]
    public void A_runner_is_named_whatever_its_name_has_in_it()
    {
        var seen = JsonNode.Parse("""{"runners":[{"id":1,"description":"Kayobe Automation Runner #1","status":"stale"}]}""");
        Assert.Contains("not online: Kayobe Automation Runner #1", (string?)Look("runners", seen, expected: []).ToJson()["seen"], StringComparison.Ordinal);
    }

    public static TheoryData<string> EveryKind => [.. Looks.Kinds.Keys];

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void What_was_not_reached_cannot_be_told_and_what_a_server_refused_is_wrong(string kind)
    {
        Assert.Equal(CheckState.Unknown, Look(kind, null).State);
        Assert.Equal("Set x.", Look(kind, null).Advice);
        Assert.Equal(CheckState.Unknown, Look(kind, JsonNode.Parse(Skipped)).State);
        Assert.Equal(CheckState.Unknown, Look(kind, JsonNode.Parse(Unreachable)).State);
        Assert.Equal(CheckState.Unknown, Look(kind, JsonNode.Parse(NoAnswer)).State);
        Assert.Equal(CheckState.NotOk, Look(kind, JsonNode.Parse(NoAnswer), failureTells: true).State);
        var refused = Look(kind, JsonNode.Parse(Refused));
        Assert.Equal((CheckState.NotOk, "Do it."), (refused.State, refused.Advice));
    }

    [Fact]
    public async Task The_table_has_what_is_wrong_first_and_what_to_do()
    {
        var answer = await Calling.RunAsync("ci_cd_check", JsonNode.Parse(
            """
            {"checks":[
              {"what":"good","kind":"converged","result":{"changed":false}},
              {"what":"unseen","kind":"runners","how_to_look":"Set it."},
              {"what":"bad","kind":"converged","result":{"changed":true},"advice":"Run it."}]}
            """)!.AsObject());
        Assert.Equal(
            ["NOT   bad     not as it should be. Run it.", "?     unseen  it was not looked at. Set it.", "ok    good    as it should be."],
            answer["table"]!.AsArray().Select(line => (string)line!));
        Assert.False((bool)answer["ok"]!);
        Assert.Equal(("bad", "unseen"), ((string)answer["not_ok"]![0]!, (string)answer["unknown"]![0]!));
    }

    private static Check Look(string kind, JsonNode? result, bool failureTells = false, JsonArray? expected = null) => Looks.Kinds[kind](LookedAt.Of(
        new ModuleHost.ArgumentValues(new JsonObject
        {
            ["what"] = "it", ["kind"] = kind, ["result"] = result, ["advice"] = "Do it.", ["how_to_look"] = "Set x.",
            ["expected"] = expected ?? new JsonArray("r"),
            ["since"] = "2026-01-02T03:04:05Z", ["failure_tells"] = failureTells,
        }),
        new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero)));
}
