using System.Collections.Concurrent;
using System.Text;
using CiSandbox.Areas;
using CiSandbox.GitHub;
using CiSandbox.Settings;
using Microsoft.AspNetCore.Http;

namespace CiSandbox.Tests.GitHub;

/// <summary>The sandbox's GitHub in this process. Each exchange is held against GitHub's own description.</summary>
internal sealed class ValidatedGitHub : IAsyncDisposable
{
    private readonly RunningSandbox _running;
    private readonly Watched _watched;

    private ValidatedGitHub(RunningSandbox running)
    {
        _running = running;
        _watched = (Watched)running.Servers.Single();
    }

    /// <summary>Where it is.</summary>
    public string Address => _watched.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>What it holds.</summary>
    public Places Places => _watched.Inner.Places;

    /// <summary>Method, path and query of each request.</summary>
    public IReadOnlyList<string> Requests => [.. _watched.Requests];

    /// <summary>Those that change something.</summary>
    public IEnumerable<string> Writes => Requests.Where(each => !each.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>All bodies that were sent.</summary>
    public string Bodies => string.Join('\n', _watched.Bodies);

    /// <param name="words">Options without their <c>--github-</c>.</param>
    public static async Task<ValidatedGitHub> StartAsync(params IReadOnlyList<string> words)
    {
        var area = GitHubArea.Area with { Open = settings => new Watched(new GitHubServer(settings)) };
        IReadOnlyList<string> options = ["--github", "127.0.0.1:0", .. words.Select((word, at) => at % 2 == 0 ? $"--github-{word}" : word)];
        return new(await RunningSandbox.StartAsync(Options.Parse(options, [area])));
    }

    /// <summary>Fails where an exchange was none of GitHub's.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        Assert.Empty(_watched.Faults);
    }

    private sealed class Watched(GitHubServer inner) : IAreaServer
    {
        public GitHubServer Inner => inner;

        public ConcurrentQueue<string> Requests { get; } = [];

        public ConcurrentQueue<string> Bodies { get; } = [];

        public ConcurrentQueue<string> Faults { get; } = [];

        public Uri Address
        {
            get => inner.Address;
            set => inner.Address = value;
        }

        public async Task HandleAsync(HttpContext context)
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8, leaveOpen: true);
            var request = await reader.ReadToEndAsync();
            context.Request.Body.Position = 0;
            var body = context.Response.Body;
            using var written = new MemoryStream();
            context.Response.Body = written;
            await inner.HandleAsync(context);
            context.Response.Body = body;
            var path = context.Request.Path.Value!.Replace("/api/v3/", "/", StringComparison.Ordinal);
            Requests.Enqueue($"{context.Request.Method} {path}{context.Request.QueryString}");
            Bodies.Enqueue(request);
            if (!path.EndsWith("/sandbox-register", StringComparison.Ordinal)) // what a runner's program says is no part of the API
            {
                foreach (var fault in OpenApi.Faults(
                    context.Request.Method,
                    path,
                    context.Request.Query.Select(each => KeyValuePair.Create(each.Key, each.Value.ToString())),
                    request,
                    context.Response.StatusCode,
                    Encoding.UTF8.GetString(written.ToArray())))
                {
                    Faults.Enqueue(fault);
                }
            }

            await body.WriteAsync(written.ToArray());
        }
    }
}
