// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.Areas;

namespace CiSandbox.GitHub;

/// <summary>
/// What happens to every request: limits, the token, the place it is about. Below <c>/api/v3</c> it is an Enterprise Server.
/// </summary>
/// <param name="settings">What the command line says.</param>
internal sealed class GitHubServer(AreaSettings settings) : IAreaServer
{
    private const int Allowance = 5000;

    private readonly Lock _gate = new();
    private readonly string _token = settings.Text("token", "sandbox");
    private readonly string _readToken = settings.Text("read-token", "sandbox-read");
    private readonly Places _places = new(settings.Text("repository", "acme/kayobe-config"), settings.Text("environments", ""));
    private int _left = settings.Number("allowance", int.MaxValue);
    private readonly string? _scopes = settings.Text("scopes", "-") is not "-" and var scopes ? scopes : null;
    private readonly DateTimeOffset? _expires = settings.Number("expires", 0) is > 0 and var seconds
        ? DateTimeOffset.UtcNow.AddSeconds(seconds)
        : null;

    private DateTimeOffset _reset = DateTimeOffset.MinValue;

    public Uri Address { get; set; } = new("http://127.0.0.1");

    /// <summary>Everything it holds, for tests.</summary>
    public Places Places => _places;

    public async Task HandleAsync(HttpContext context)
    {
        GitHubAnswer answer;
        try
        {
            var request = await ReadAsync(context);
            lock (_gate)
            {
                RefuseLimits();
                var token = TokenOf(context.Request.Headers.Authorization.ToString());
                RefuseToken(token, request);
                answer = _places.Answer(request with { IsAdministrators = token != _readToken });
            }
        }
        catch (GitHubRefusal refusal)
        {
            answer = new(refusal.Status, refusal.Body()) { Headers = refusal.Headers };
        }

        await WriteAsync(context, answer);
    }

    private async Task<GitHubRequest> ReadAsync(HttpContext context)
    {
        var path = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        if (context.Request.Headers.UserAgent.Count == 0)
        {
            throw new GitHubRefusal(
                403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var below = path.StartsWith("/api/v3/", StringComparison.Ordinal) ? path["/api/v3".Length..] : path;
        return new(
            context.Request.Method,
            [.. below.Trim('/').Split('/').Select(Uri.UnescapeDataString)],
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            Parsed(body.ToArray()),
            new Uri(Address, path));
    }

    private static JsonObject Parsed(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new GitHubRefusal(400, "Problems parsing JSON");
        }
    }

    private void RefuseLimits()
    {
        if (_left-- > 0)
        {
            return;
        }

        if (_reset == DateTimeOffset.MinValue)
        {
            _reset = DateTimeOffset.UtcNow.AddSeconds(1);
        }

        if (DateTimeOffset.UtcNow >= _reset)
        {
            (_left, _reset) = (Allowance, DateTimeOffset.MinValue);
            return;
        }

        throw new GitHubRefusal(403, "API rate limit exceeded for user ID 1.")
        {
            Headers = new Dictionary<string, string>
            {
                ["X-RateLimit-Remaining"] = "0",
                ["X-RateLimit-Reset"] = _reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private static string TokenOf(string authorization) =>
        authorization.Split(' ', 2) is [var scheme, var given] && scheme.ToLowerInvariant() is "bearer" or "token" ? given : "";

    private void RefuseToken(string token, GitHubRequest request)
    {
        if ((token != _token && token != _readToken) || _expires < DateTimeOffset.UtcNow)
        {
            throw new GitHubRefusal(401, token.Length == 0 ? "Requires authentication" : "Bad credentials");
        }

        // A classic token without the scope is not even told that the repository is there.
        if (_scopes is { } scopes && !scopes.Split(',', StringSplitOptions.TrimEntries).Contains("repo"))
        {
            throw GitHubRefusal.NotFound;
        }

        if (token == _readToken && !request.IsRead)
        {
            throw new GitHubRefusal(403, "Resource not accessible by personal access token");
        }
    }

    private async Task WriteAsync(HttpContext context, GitHubAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["X-GitHub-Media-Type"] = "github.v3; format=json";
        if (_scopes is { } scopes)
        {
            (response.Headers["X-OAuth-Scopes"], response.Headers["X-Accepted-OAuth-Scopes"]) = (scopes, "repo");
        }

        if (_expires is { } end)
        {
            response.Headers["GitHub-Authentication-Token-Expiration"] =
                end.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Body is { } body)
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), context.RequestAborted);
        }
    }
}
