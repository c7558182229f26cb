// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.Tests.GitLab;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.GitLab;

/// <summary>A GitLab in this process, whose exchanges are held against its description, and calls of modules that ask it.</summary>
internal sealed class GitLabSandbox : IAsyncDisposable
{
    public const string Token = "glpat-s3cret-Token/42";

    private readonly ValidatedGitLab _running;

    private GitLabSandbox(ValidatedGitLab running) => _running = running;

    public string Address => _running.Address;

    /// <summary>The server itself.</summary>
    public ValidatedGitLab Server => _running;

    /// <param name="words">Options without their <c>--gitlab-</c>.</param>
    public static async Task<GitLabSandbox> StartAsync(params IReadOnlyList<string> words) =>
        new(await ValidatedGitLab.StartAsync(["token", Token, .. words]));

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

    /// <summary>A call that changes, foreseen without a write, and again, when it does not.</summary>
    public async Task<JsonObject> ConvergesAsync(string module, string arguments)
    {
        var before = _running.Writes.Count();
        Assert.True((bool?)(await RunAsync(module, arguments, check: true))["changed"]);
        Assert.Equal(before, _running.Writes.Count());
        var answer = await RunAsync(module, arguments);
        Assert.True((bool?)answer["changed"], (string?)answer["msg"]);
        var after = _running.Writes.Count();
        var again = await RunAsync(module, arguments);
        Assert.Null(again["failed"]);
        Assert.False((bool?)again["changed"]);
        Assert.Equal(after, _running.Writes.Count());
        return answer;
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();
}
