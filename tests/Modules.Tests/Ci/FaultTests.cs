// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci;

/// <summary>
/// Every module that asks a server of CI against one that is ill or refuses: in check mode and for real it says what was asked, what came
/// and what to do, tells no secret, and leaves nothing on the host.
/// </summary>
public sealed class FaultTests
{
    private const string Json = "Content-Type: application/json\r\n";

    /// <summary>By what is wrong: what each kind of server answers, and what is said of it.</summary>
    private static readonly Dictionary<string, (Func<string, string> Answer, Func<CiCall, string[]> Said)> Faults = new()
    {
        ["a wrong token"] = (
            server => server == CiCall.OpenBao ? Answer("403 Forbidden", """{"errors":["permission denied"]}""")
                : Answer("401 Unauthorized", server == CiCall.GitHub ? """{"message":"Bad credentials"}""" : """{"message":"401 Unauthorized"}"""),
            call => [call.HasToken ? $"Check {call.TokenOption}: " : "", call.Server == CiCall.OpenBao ? "answered 403" : "answered 401"]),
        ["a missing right"] = (
            server => Answer("403 Forbidden", server switch
            {
                CiCall.OpenBao => """{"errors":["1 error occurred:\n\t* permission denied\n\n"]}""",
                CiCall.GitHub => """{"message":"Resource not accessible by personal access token"}""",
                _ => """{"message":"403 Forbidden"}""",
            }),
            _ => ["Give ", "answered 403"]),
        ["nothing there"] = (
            server => Answer("404 Not Found", server switch
            {
                CiCall.OpenBao => """{"errors":[]}""",
                CiCall.GitHub => """{"message":"Not Found"}""",
                _ => """{"message":"404 Project Not Found"}""",
            }),
            call => call.Module == "github_workflow_dispatch" ? ["check owner, repo and the token"] : ["Check ", "answered 404"]),
        ["too many requests"] = (
            _ => Answer("429 Too Many Requests", """{"message":"slow down"}"""), _ => ["ry again later", "answered 429"]),
        ["too many requests, and when to come again"] = (
            _ => Answer("429 Too Many Requests", """{"message":"slow down"}""", "Retry-After: 0\r\n"), _ => ["ry again later", "answered 429"]),
        ["a failure of its own"] = (
            _ => Answer("500 Internal Server Error", """{"errors":["internal error"]}"""), _ => ["see its log", "answered 500"]),
        ["half an answer"] = (
            _ => $"HTTP/1.1 200 OK\r\n{Json}Connection: close\r\nContent-Length: 1000\r\n\r\n{{\"half", _ => ["does not answer"]),
        ["another server's page"] = (
            _ => Answer("200 OK", "<html><h1>welcome</h1></html>"), call => call.Module == "openbao_snapshot" ? ["heck url"] : [$"This does not look like {call.Server}; check "]),
        ["a sealed server"] = (
            _ => Answer("503 Service Unavailable", """{"errors":["Vault is sealed"]}"""),
            call => call.Server == CiCall.OpenBao ? ["openbao_unseal", "answered 503"] : ["answered 503"]),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    /// <summary>The modules that tell what there is take nothing for an answer; those that write learn it from the write.</summary>
    private static readonly HashSet<(string Fault, string Module, bool CheckMode)> Fine =
    [
        .. from module in (string[])["openbao_secret_engine", "openbao_auth_method", "openbao_policy", "openbao_jwt_config",
            "openbao_jwt_role", "openbao_pki_certificate", "openbao_kv"]
            select ("nothing there", module, true),
        // They have nothing to read, and only ask who the token is: the answer does not say what it may.
        .. from module in (string[])["openbao_token", "openbao_snapshot", "openbao_pki_certificate"] select ("a missing right", module, true),
        ("nothing there", "openbao_kv_info", true),
        ("nothing there", "openbao_kv_info", false),
    ];

    [Fact]
    public void Each_module_is_one_of_them() => Assert.Equal(CiCall.Names.Order(), CiCall.All.Select(call => call.Module).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_told_by_each_module(string fault)
    {
        var (answer, said) = Faults[fault];
        var wrong = await Task.WhenAll(CiCall.All.SelectMany(call => (IEnumerable<Task<string>>)
            [WrongAsync(call, fault, answer(call.Server), said(call), true), WrongAsync(call, fault, answer(call.Server), said(call), false)]));
        Assert.True(wrong.All(each => each.Length == 0), string.Join('\n', wrong.Where(each => each.Length > 0)));
    }

    [Fact]
    public async Task A_certificate_that_nobody_knows_is_told_by_each_module()
    {
        List<string> wrong = [];
        using var server = new TlsServer();
        foreach (var call in CiCall.All)
        {
            foreach (var checkMode in (bool[])[true, false])
            {
                var folder = Directory.CreateTempSubdirectory("faults-").FullName;
                var told = await call.RunAsync(server.Address, folder, checkMode);
                wrong.Add(Found(call, checkMode, told, ["ca_cert"], folder));
            }
        }

        Assert.True(wrong.All(each => each.Length == 0), string.Join('\n', wrong.Where(each => each.Length > 0)));
    }

    /// <summary>What is JSON, and none that the server would send, is told as that or taken for nothing; it is no fault of the module's.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"data": [], "keys": {}, "runners": [1], "total_count": "x", "id": {}, "initialized": "yes", "sealed": 7, "t": "x"}""")]
    [InlineData("""{"data": {"data": 5, "keys": 7, "kv/": 3}, "runners": [{"id": "x", "labels": [5]}], "id": "x", "token": 5}""")]
    public async Task Json_of_another_shape_is_no_fault_of_the_module_s(string body)
    {
        var wrong = await Task.WhenAll(CiCall.All.SelectMany(call =>
            (IEnumerable<Task<string>>)[OddAsync(call, body, true), OddAsync(call, body, false)]));
        Assert.True(wrong.All(each => each.Length == 0), string.Join('\n', wrong.Where(each => each.Length > 0)));
    }

    private static async Task<string> OddAsync(CiCall call, string body, bool checkMode)
    {
        using var server = new SameAnswer(Answer("200 OK", body));
        var folder = Directory.CreateTempSubdirectory("faults-").FullName;
        var told = await call.RunAsync(server.Address, folder, checkMode);
        Directory.Delete(folder, recursive: true);
        return IsBug(told) || told.ToJsonString().Contains(CiCall.Secret, StringComparison.Ordinal)
            ? $"{call.Module} {(checkMode ? "foreseen" : "run")}: {told.ToJsonString()}"
            : "";
    }

    private static async Task<string> WrongAsync(CiCall call, string fault, string answer, string[] said, bool checkMode)
    {
        using var server = new SameAnswer(answer);
        var folder = Directory.CreateTempSubdirectory("faults-").FullName;
        var told = await call.RunAsync(server.Address, folder, checkMode);
        if (server.Requests.IsEmpty)
        {
            return $"{call.Module} asks nothing: {told.ToJsonString()}";
        }

        return Found(call, checkMode, told, Fine.Contains((fault, call.Module, checkMode)) ? null : said, folder);
    }

    /// <summary>What is wrong with an answer, nothing for nothing; it need not fail where nothing is to be said.</summary>
    private static string Found(CiCall call, bool checkMode, JsonObject told, string[]? said, string folder)
    {
        var left = Directory.GetFileSystemEntries(folder).Select(each => Path.GetRelativePath(folder, each)).ToList();
        Directory.Delete(folder, recursive: true);
        List<string> wrong =
        [
            .. said is not null && (bool?)told["failed"] != true ? ["does not fail"] : Array.Empty<string>(),
            .. (said ?? []).Where(words => !((string?)told["msg"] ?? "").Contains(words, StringComparison.Ordinal)).Select(each => $"lacks '{each}'"),
            .. IsBug(told) ? ["calls it a bug"] : Array.Empty<string>(),
            .. told.ToJsonString().Contains(CiCall.Secret, StringComparison.Ordinal) ? ["tells a secret"] : Array.Empty<string>(),
            .. left.Select(each => $"leaves {each}"),
        ];
        return wrong.Count == 0 ? "" : $"{call.Module} {(checkMode ? "foreseen" : "run")} {string.Join(", ", wrong)}: {told["msg"] ?? told.ToJsonString()}";
    }

    private static bool IsBug(JsonObject told) => ((string?)told["msg"] ?? "").Contains("bug", StringComparison.Ordinal) || told["exception"] is not null;

    private static string Answer(string status, string body, string headers = "") => ScriptedServer.Answer(status, body, headers);
}
