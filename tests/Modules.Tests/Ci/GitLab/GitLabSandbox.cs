using System.Text.Json.Nodes;
using CiSandbox;
using CiSandbox.GitLab;
using CiSandbox.Settings;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.GitLab;

/// <summary>A GitLab in this process, and calls of modules that ask it.</summary>
internal sealed class GitLabSandbox : IAsyncDisposable
{
    public const string Token = "glpat-s3cret-Token/42";

    private readonly RunningSandbox _running;

    private GitLabSandbox(RunningSandbox running) => _running = running;

    public string Address => _running.Addresses.Single().Address.ToString();

    public static async Task<GitLabSandbox> StartAsync() => new(
        await RunningSandbox.StartAsync(Options.Parse(["--gitlab", "127.0.0.1:0", "--gitlab-token", Token], [GitLabArea.Area])));

    public async Task<JsonObject> RunAsync(string module, string arguments, bool check = false)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["api_url"] = Address;
        _ = all.TryAdd("api_token", Token);
        _ = all.TryAdd("project", "cloud/kayobe-config");
        var answer = await Calling.RunAsync(module, all, check);
        Assert.DoesNotContain(Token, answer.ToJsonString(), StringComparison.Ordinal);
        return answer;
    }

    /// <summary>A call that changes, foreseen, and again, when it does not.</summary>
    public async Task<JsonObject> ConvergesAsync(string module, string arguments)
    {
        Assert.True((bool?)(await RunAsync(module, arguments, check: true))["changed"]);
        var answer = await RunAsync(module, arguments);
        Assert.True((bool?)answer["changed"], (string?)answer["msg"]);
        var again = await RunAsync(module, arguments);
        Assert.Null(again["failed"]);
        Assert.False((bool?)again["changed"]);
        return answer;
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();
}
