// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Sandbox.Http;

/// <summary>Who is asking: basic auth, or the session cookie that POST /login/ gives, as Django does it.</summary>
/// <remarks>Where sessions came first, a refused login is answered with 403: Django REST framework does so without a challenge.</remarks>
internal sealed class Authentication(Func<string, string?, Account?> check, Sessions sessions, int refusal = 401)
{
    private const string SessionCookie = "sessionid";
    private const string TokenCookie = "csrftoken";

    /// <exception cref="HttpProblemException">Wrong or missing credentials (401), or a session's write without its token (403).</exception>
    public Account Identify(HttpContext context)
    {
        if (Basic(context.Request.Headers.Authorization.ToString()) is { } credentials)
        {
            return check(credentials.Name, credentials.Password) ?? throw Challenge(context, "Invalid username/password.");
        }

        if (sessions.Find(context.Request.Cookies[SessionCookie]) is { } session && check(session.Username, null) is { } account
            && account.Stamp == session.Stamp)
        {
            if (!IsSafe(context.Request.Method) && Forged(context.Request, session.Token) is { } why)
            {
                throw HttpProblemException.Detail(403, $"CSRF Failed: {why}");
            }

            return account;
        }

        throw Challenge(context, "Authentication credentials were not provided.");
    }

    /// <summary>Who asks for content, which knows no sessions; null for nobody.</summary>
    public Account? TryIdentify(HttpContext context) =>
        Basic(context.Request.Headers.Authorization.ToString()) is { } credentials ? check(credentials.Name, credentials.Password) : null;

    public void LogIn(Exchange exchange)
    {
        var (session, token) = sessions.Begin(exchange.Account!.Username, exchange.Account.Stamp);
        exchange.Context.Response.Cookies.Append(
            SessionCookie, session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
        exchange.Context.Response.Cookies.Append(TokenCookie, token, new CookieOptions { SameSite = SameSiteMode.Lax, Path = "/" });
    }

    public void LogOut(Exchange exchange)
    {
        sessions.End(exchange.Request.Cookies[SessionCookie]);
        exchange.Context.Response.Cookies.Delete(SessionCookie);
    }

    /// <summary>What is wrong with a write that a session sends; null if nothing is.</summary>
    private static string? Forged(HttpRequest request, string token)
    {
        var (origin, given) = (request.Headers.Origin.ToString(), request.Headers["X-CSRFToken"].ToString());

        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}"
            ? $"Origin checking failed - {origin} does not match any trusted origins."
            : given.Length == 0 ? "CSRF token missing."
            : given != token ? "CSRF token from the 'X-Csrftoken' HTTP header incorrect."
            : null;
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private HttpProblemException Challenge(HttpContext context, string detail)
    {
        if (refusal == 401)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"api\"";
        }

        return HttpProblemException.Detail(refusal, detail);
    }

    private static (string Name, string Password)? Basic(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
        {
            return ("", "");
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);

        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }
}
