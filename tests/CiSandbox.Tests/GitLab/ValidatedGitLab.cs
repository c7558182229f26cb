// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.GitLab;
using CiSandbox.Settings;
using CiSandbox.Tests.Api;

namespace CiSandbox.Tests.GitLab;

/// <summary>The sandbox's GitLab in this process. Each exchange is held against GitLab's own description.</summary>
internal sealed class ValidatedGitLab : IAsyncDisposable
{
    private readonly RunningSandbox _running;
    private readonly WatchedServer<GitLabServer> _watched;

    private ValidatedGitLab(RunningSandbox running)
    {
        _running = running;
        _watched = (WatchedServer<GitLabServer>)running.Servers.Single();
    }

    /// <summary>Where it is.</summary>
    public string Address => _watched.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>What it holds.</summary>
    public GitLabPlaces Places => _watched.Inner.Places;

    /// <summary>Method, path and query of each request.</summary>
    public IReadOnlyList<string> Requests => [.. _watched.Requests];

    /// <summary>Those that change something; a token is verified by one that does not.</summary>
    public IEnumerable<string> Writes => Requests.Where(each =>
        !each.StartsWith("GET ", StringComparison.Ordinal) && !each.EndsWith("/runners/verify", StringComparison.Ordinal));

    /// <param name="words">Options without their <c>--gitlab-</c>.</param>
    public static async Task<ValidatedGitLab> StartAsync(params IReadOnlyList<string> words)
    {
        var area = GitLabArea.Area with
        {
            Open = settings => new WatchedServer<GitLabServer>(new(settings), OpenApi.GitLab, Described),
        };
        IReadOnlyList<string> options = ["--gitlab", "127.0.0.1:0", .. words.Select((word, at) => at % 2 == 0 ? $"--gitlab-{word}" : word)];
        return new(await RunningSandbox.StartAsync(Options.Parse(options, [area])));
    }

    /// <summary>Fails where an exchange was none of GitLab's.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        Assert.Empty(_watched.Faults);
    }

    /// <summary>What lies beside the API has no description.</summary>
    private static string? Described(string path) =>
        path.StartsWith("/api/v4/", StringComparison.Ordinal) ? path["/api/v4".Length..] : null;
}
