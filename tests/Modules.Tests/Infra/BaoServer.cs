// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Tests.Infra;

/// <summary>An OpenBao to run modules against: the sandbox's in a process of its own, or the one that BAO_ADDR names.</summary>
internal sealed partial class BaoServer : IDisposable
{
    private readonly string _log = Path.GetTempFileName();
    private readonly Process _process;

    public BaoServer(params IReadOnlyList<string> options)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ci-sandbox.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--openbao", "127.0.0.1:0", "--log", _log, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        Address = Url().Match(_process.StandardOutput.ReadLine() ?? "") is { Success: true } match
            ? match.Value
            : throw new InvalidOperationException($"The sandbox told no address: {_process.StandardError.ReadToEnd()}");
        Second = options.Contains("--openbao-standby") ? Url().Match(_process.StandardOutput.ReadLine() ?? "").Value : "";
    }

    public string Address { get; }

    /// <summary>Where its second node is, if the options ask for one.</summary>
    public string Second { get; }

    public string RootToken { get; private set; } = "";

    public IReadOnlyList<string> Keys { get; private set; } = [];

    /// <summary>Method and path of each request so far.</summary>
    public IReadOnlyList<string> Requests =>
        [.. File.ReadAllLines(_log).Select(line => JsonNode.Parse(line)!)
            .Select(line => $"{line["method"]} {line["path"]} {line["status"]}")];

    /// <summary>Requests that could have changed something.</summary>
    public IEnumerable<string> Writes => Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>One that is initialised.</summary>
    public static async Task<BaoServer> SealedAsync(int shares = 5, int threshold = 3)
    {
        var server = new BaoServer();
        var (_, told) = await server.SendAsync(
            HttpMethod.Put, "sys/init", new JsonObject { ["secret_shares"] = shares, ["secret_threshold"] = threshold });
        server.RootToken = told!["root_token"]!.ToString();
        server.Keys = [.. told["keys"]!.AsArray().Select(key => key!.ToString())];
        return server;
    }

    /// <summary>One that is open.</summary>
    public static async Task<BaoServer> OpenAsync(params IReadOnlyList<string> options)
    {
        var server = new BaoServer(options);
        var (_, told) = await server.SendAsync(
            HttpMethod.Put, "sys/init", new JsonObject { ["secret_shares"] = 1, ["secret_threshold"] = 1 });
        server.RootToken = told!["root_token"]!.ToString();
        server.Keys = [told["keys"]![0]!.ToString()];
        _ = await server.SendAsync(HttpMethod.Put, "sys/unseal", new JsonObject { ["key"] = server.Keys[0] });
        return server;
    }

    /// <summary>Asks it directly.</summary>
    public async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(
        HttpMethod method, string path, JsonObject? body = null, string? token = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{Address}/v1/{path}");
        request.Headers.Add("X-Vault-Token", token ?? RootToken);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject);
    }

    /// <summary>A token with one policy.</summary>
    public async Task<string> TokenAsync(string policy)
    {
        _ = await SendAsync(HttpMethod.Put, "sys/policies/acl/limited", new JsonObject { ["policy"] = policy });
        var (_, told) = await SendAsync(HttpMethod.Post, "auth/token/create", new JsonObject { ["policies"] = new JsonArray("limited") });
        return told!["auth"]!["client_token"]!.ToString();
    }

    /// <summary>Runs a module against it, in this process.</summary>
    public Task<JsonObject> RunAsync(string module, string arguments = "{}", bool checkMode = false, string? token = null)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["url"] = Address;
        if (module is not ("openbao_info" or "openbao_init" or "openbao_unseal"))
        {
            all["token"] = token ?? RootToken;
        }

        return Calling.RunAsync(module, all, checkMode);
    }

    /// <summary>Runs it in check mode, then twice: foreseen, changed, unchanged. The answer of the second.</summary>
    public async Task<JsonObject> ConvergesAsync(string module, string arguments)
    {
        var before = Writes.Count();
        var foreseen = await RunAsync(module, arguments, checkMode: true);
        Assert.True(foreseen["changed"]?.GetValue<bool>(), foreseen.ToJsonString());
        Assert.Equal(before, Writes.Count());
        var changed = await RunAsync(module, arguments);
        Assert.True(changed["changed"]?.GetValue<bool>(), changed.ToJsonString());
        Assert.Equal(foreseen["diff"]?["after"]?.ToJsonString().Length > 0, changed["diff"]?["after"]?.ToJsonString().Length > 0);
        var again = await RunAsync(module, arguments);
        Assert.False(again["changed"]?.GetValue<bool>(), again.ToJsonString());
        Assert.Null(again["failed"]);
        return changed;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_log);
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Url();
}
