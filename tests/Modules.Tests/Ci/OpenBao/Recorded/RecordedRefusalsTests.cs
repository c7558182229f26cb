// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;
using Xunit.Abstractions;

namespace Modules.Tests.Ci.OpenBao.Recorded;

/// <summary>
/// Every refusal that a real server was recorded with, answered to the module that asks there: it is said what to do. Only a 400 with a
/// reason of its own is said in the server's words alone, with what was asked.
/// </summary>
public sealed class RecordedRefusalsTests(ITestOutputHelper output)
{
    /// <summary>By the path's beginning: who asks there. The rest is asked by whoever reads.</summary>
    private static readonly (string Path, string Module)[] Askers =
    [
        ("/v1/sys/mounts", "openbao_secret_engine"), ("/v1/sys/auth", "openbao_auth_method"), ("/v1/sys/policies", "openbao_policy"),
        ("/v1/sys/policy", "openbao_policy"), ("/v1/auth/jwt/config", "openbao_jwt_config"), ("/v1/auth/jwt/role", "openbao_jwt_role"),
        ("/v1/pki", "openbao_pki_certificate"), ("/v1/auth/token", "openbao_token"), ("/v1/sys/unseal", "openbao_unseal"),
        ("/v1/sys/init", "openbao_init"), ("/v1/kv", "openbao_kv"), ("/v1/", "openbao_policy"),
    ];

    [Fact]
    public async Task Each_is_said_with_what_to_do()
    {
        var told = await Task.WhenAll(Recorded().Select(TellAsync));
        output.WriteLine($"{told.Length} refusals, {told.Count(each => each.IsAdvised)} with advice, "
            + $"{told.Count(each => each is { IsAdvised: false, Wrong.Length: 0 })} in the server's words alone");
        Assert.True(told.Length > 250, $"{told.Length}");
        Assert.True(told.All(each => each.Wrong.Length == 0), string.Join('\n', told.Select(each => each.Wrong).Where(each => each.Length > 0)));
    }

    /// <summary>Those of requests that clients make; a status of health is an answer.</summary>
    private static IEnumerable<(string Case, string Path, int Status, JsonNode? Body)> Recorded() => Directory
        .GetFiles(RecordedWrite.Folder, "*.jsonl")
        .SelectMany(file => File.ReadLines(file).Select(line => (Series: Path.GetFileNameWithoutExtension(file), Line: line)))
        .Select(each => (each.Series, Case: JsonNode.Parse(each.Line, documentOptions: new() { MaxDepth = 2000 })!.AsObject()))
        .SelectMany(each => each.Case["exchanges"]!.AsArray().Select(exchange => (
            Case: $"{each.Series}/{each.Case["case"]}", Path: (string)exchange!["request"]!["path"]!,
            Method: (string?)exchange["request"]!["method"], Status: (int?)exchange["response"]!["status"] ?? 0,
            Body: exchange["response"]!["body"])))
        .Where(each => each.Status >= 400 && each.Method is not ("HEAD" or "OPTIONS") && !each.Path.StartsWith("/v1/sys/health", StringComparison.Ordinal)
            && (each.Body is not JsonObject map || map.ContainsKey("errors")))
        .DistinctBy(each => $"{each.Status} {each.Body?.ToJsonString()}")
        .Select(each => (each.Case, each.Path, each.Status, each.Body?.DeepClone()));

    private static async Task<(bool IsAdvised, string Wrong)> TellAsync((string Case, string Path, int Status, JsonNode? Body) refusal)
    {
        var module = Askers.First(each => refusal.Path.StartsWith(each.Path, StringComparison.Ordinal)).Module;
        using var server = new SameAnswer(ScriptedServer.Answer($"{refusal.Status} Refused", refusal.Body?.ToJsonString() ?? "", "Retry-After: 0\r\n"));
        var folder = Directory.CreateTempSubdirectory("refusals-").FullName;
        var answer = await CiCall.All.First(each => each.Module == module).RunAsync(server.Address, folder, checkMode: false);
        Directory.Delete(folder, recursive: true);
        var message = (string?)answer["msg"] ?? "";
        var reasons = ((refusal.Body as JsonObject)?["errors"] as JsonArray ?? []).Select(each => Words((string)each!)).ToList();
        var advised = !message.StartsWith("GET ", StringComparison.Ordinal) && !message.StartsWith("POST ", StringComparison.Ordinal)
            && !message.StartsWith("PUT ", StringComparison.Ordinal);
        string[] wrong =
        [
            .. (bool?)answer["failed"] == true ? Array.Empty<string>() : ["does not fail"],
            .. advised || message.Contains($"answered {refusal.Status}", StringComparison.Ordinal) ? Array.Empty<string>() : ["lacks the status"],
            .. reasons.Where(each => !advised && !message.Contains(each[..Math.Min(each.Length, 100)], StringComparison.Ordinal)).Select(each => $"lacks '{each}'"),
            .. advised || (refusal.Status == 400 && reasons.Count > 0) ? Array.Empty<string>() : ["lacks advice"],
            .. message.Contains("bug", StringComparison.Ordinal) ? ["calls it a bug"] : Array.Empty<string>(),
        ];
        return (advised, wrong.Length == 0 ? "" : $"{refusal.Case} {module} {string.Join(", ", wrong)}: {message}");
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
