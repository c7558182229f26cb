// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using ModuleHost.Secrets;
using Modules.Http.Addresses;

namespace Modules.Pulp.Api;

/// <summary>
/// How requests prove who sends them: basic auth, of which the server hashes the password anew each time (some 110 ms of its
/// CPU), or the cookie of a session (24 ms). A session that the server does not honour any more is given up for basic auth.
/// </summary>
/// <param name="url">Where Pulp is; Django wants it as the referrer of writes over TLS.</param>
internal sealed class LoginHandler(PulpUrl url) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<bool> SignedByUs = new("signed");

    private volatile SessionCookies? _session;

    /// <summary>Name and password in base64; null without.</summary>
    public Secret? Basic { get; set; }

    /// <summary>Whether a session is open.</summary>
    public bool HasSession => _session is not null;

    /// <summary>Opens a session, where the server has such a thing.</summary>
    public async Task BeginAsync(PulpApi api, CancellationToken ct)
    {
        if (Basic is null)
        {
            return;
        }

        try
        {
            _ = await api.SendAsync(HttpMethod.Post, "login/", null, ct);
        }
        catch (ModuleHost.ModuleException)
        {
            // No such endpoint before pulpcore 3.4x, or not for this user: basic auth goes on, and says what is wrong.
        }
    }

    /// <summary>Ends the session; a failure to does no harm, it expires.</summary>
    public async Task EndAsync(PulpApi api, CancellationToken ct)
    {
        try
        {
            if (HasSession)
            {
                _ = await api.SendAsync(HttpMethod.Delete, "login/", null, ct);
            }
        }
        catch (Exception failure) when (failure is ModuleHost.ModuleException or OperationCanceledException)
        {
            // Nothing depends on it.
        }
        finally
        {
            _session = null;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isSigned = request.Headers.Authorization is not null && !request.Options.TryGetValue(SignedByUs, out _);
        if (isSigned || Origin.Of(request.RequestUri!) != Origin.Of(url.Origin))
        {
            // somebody else's login is tried out, or another place knows nothing of a session
            return await base.SendAsync(request, cancellationToken);
        }

        // Content is served by another program, which knows basic auth only.
        var session = request.RequestUri!.AbsolutePath.StartsWith(url.ApiPath, StringComparison.Ordinal) ? _session : null;
        Sign(request, session);
        var response = await base.SendAsync(request, cancellationToken);
        if (session is not null && response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            && await IsAboutTheSessionAsync(response, cancellationToken))
        {
            _session = null;
            response.Dispose();
            Sign(request, null);
            return await base.SendAsync(request, cancellationToken);
        }

        if (request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/login/", StringComparison.Ordinal))
        {
            _session = SessionCookies.From(response) ?? session;
        }

        return response;
    }

    private void Sign(HttpRequestMessage request, SessionCookies? session)
    {
        foreach (var header in (string[])["Cookie", "X-CSRFToken", "Referer"])
        {
            _ = request.Headers.Remove(header);
        }

        request.Options.Set(SignedByUs, true);
        request.Headers.Authorization = session is null && Basic is { } login
            ? new AuthenticationHeaderValue("Basic", login.Reveal())
            : null;
        if (session is not null)
        {
            request.Headers.Add("Cookie", $"sessionid={session.Id}; csrftoken={session.Token}");
            if (request.Method != HttpMethod.Get)
            {
                request.Headers.Add("X-CSRFToken", session.Token);
                request.Headers.Add("Referer", url.Origin.ToString());
            }
        }
    }

    /// <summary>A 403 may as well be the user's lack of a role, which basic auth would not cure.</summary>
    private static async Task<bool> IsAboutTheSessionAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await response.Content.LoadIntoBufferAsync(ct);
        return response.StatusCode == HttpStatusCode.Unauthorized
            || PulpProse.RefusesSession(await response.Content.ReadAsStringAsync(ct));
    }
}
