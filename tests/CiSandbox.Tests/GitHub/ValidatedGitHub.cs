// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using CiSandbox.GitHub;
using CiSandbox.Settings;
using CiSandbox.Tests.Api;

namespace CiSandbox.Tests.GitHub;

/// <summary>The sandbox's GitHub in this process. Each exchange is held against GitHub's own description.</summary>
internal sealed partial class ValidatedGitHub : IAsyncDisposable
{
    private readonly RunningSandbox _running;
    private readonly WatchedServer<GitHubServer> _watched;

    private ValidatedGitHub(RunningSandbox running)
    {
        _running = running;
        _watched = (WatchedServer<GitHubServer>)running.Servers.Single();
    }

    /// <summary>Where it is.</summary>
    public string Address => _watched.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>What it holds.</summary>
    public Places Places => _watched.Inner.Places;

    /// <summary>Method, path and query of each request.</summary>
    public IReadOnlyList<string> Requests => [.. _watched.Requests];

    /// <summary>The same as they were sent, whatever they are held against.</summary>
    public IReadOnlyList<string> Asked => [.. _watched.Asked];

    /// <summary>Those that change something.</summary>
    public IEnumerable<string> Writes => Requests.Where(each => !each.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>All bodies that were sent.</summary>
    public string Bodies => string.Join('\n', _watched.Bodies);

    /// <param name="words">Options without their <c>--github-</c>.</param>
    public static async Task<ValidatedGitHub> StartAsync(params IReadOnlyList<string> words)
    {
        var area = GitHubArea.Area with { Open = settings => new WatchedServer<GitHubServer>(new(settings), OpenApi.GitHub, Described) };
        IReadOnlyList<string> options = ["--github", "127.0.0.1:0", .. words.Select((word, at) => at % 2 == 0 ? $"--github-{word}" : word)];
        return new(await RunningSandbox.StartAsync(Options.Parse(options, [area])));
    }

    /// <summary>Fails where an exchange was none of GitHub's.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        Assert.Empty(_watched.Faults);
    }

    /// <summary>
    /// What a runner's program says is no part of the API. Runners of organisations and enterprises are described as those of a repository:
    /// the same operations with the same bodies, of which the extract has most for repositories only.
    /// </summary>
    private static string? Described(string path) => path.EndsWith("/sandbox-register", StringComparison.Ordinal) ? null
        : OfOwner().Replace(path.Replace("/api/v3/", "/", StringComparison.Ordinal), "/repos/$1/any/actions/runners");

    [GeneratedRegex("^/(?:orgs|enterprises)/([^/]+)/actions/runners")]
    private static partial Regex OfOwner();
}
