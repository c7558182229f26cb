// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Sandbox.Registry;

/// <summary>The token server of the registry: clients log in here, or come away with an anonymous token.</summary>
internal sealed class RegistryTokens(Func<HttpContext, string?> whoIs)
{
    public const string Path = "/token/";

    private const int Lifetime = 300;

    private readonly ConcurrentDictionary<string, (string? User, DateTime Expires)> _tokens = new();

    /// <summary>Whether the caller came through <see cref="Path"/> or brought a login, and who it is; null for anonymous.</summary>
    public (bool IsKnown, string? User) Identify(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return _tokens.TryGetValue(header[7..].Trim(), out var token) && token.Expires > DateTime.UtcNow
                ? (true, token.User)
                : (false, null);
        }

        return whoIs(context) is { } user ? (true, user) : (false, null);
    }

    public Task IssueAsync(HttpContext context)
    {
        var user = whoIs(context);
        if (user is null && HasLogin(context))
        {
            return RegistryAnswer.RefuseAsync(context, RegistryException.Unauthorized("Invalid username/password."));
        }

        var now = DateTime.UtcNow;
        foreach (var (expired, _) in _tokens.Where(token => token.Value.Expires < now))
        {
            _tokens.TryRemove(expired, out _);
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _tokens[token] = (user, now.AddSeconds(Lifetime));
        return RegistryAnswer.JsonAsync(context, new JsonObject
        {
            ["token"] = token,
            ["expires_in"] = Lifetime,
            ["issued_at"] = now.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Tells the client where tokens are to be had, and what for.</summary>
    public static void Challenge(HttpContext context, string? repository, string action)
    {
        var request = context.Request;
        var scope = repository is null ? "" : $",scope=\"repository:{repository}:{action}\"";
        context.Response.Headers.WWWAuthenticate =
            $"Bearer realm=\"{request.Scheme}://{request.Host}{Path}\",service=\"{request.Host}\"{scope}";
    }

    /// <summary>Some clients send a login without a name when they have none.</summary>
    private static bool HasLogin(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { Length: > 0 } header && header != "Basic Og==";
}
