// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http.Addresses;

namespace Modules.Http;

/// <summary>
/// The one place that knows where a login may go. Requests to the server's own origin get its headers and keep what signs them;
/// of a request to any other place nothing is left but what everybody may know, however it came there: a redirect, an absolute
/// address in what an upstream says, the place of tokens.
/// </summary>
/// <param name="inner">Sends.</param>
/// <param name="settings">Whose login it is.</param>
internal sealed class LoginOrigin(HttpMessageHandler inner, HttpSettings settings) : DelegatingHandler(inner)
{
    /// <summary>Another origin that this request's login is for, by <see cref="TokenRealm"/>'s rule.</summary>
    public static readonly HttpRequestOptionsKey<Origin> LentTo = new("login lent to");

    /// <summary>What is no secret, and no business of one server alone.</summary>
    private static readonly HashSet<string> Harmless =
        new(["Accept", "Host", "If-Range", "Range", "User-Agent"], StringComparer.OrdinalIgnoreCase);

    private readonly Origin _own = Origin.Of(settings.Address);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = Origin.Of(request.RequestUri!);
        var isLent = request.Options.TryGetValue(LentTo, out var other);
        if (target == _own && !isLent)
        {
            foreach (var (name, value) in settings.Headers)
            {
                _ = request.Headers.Remove(name);
                _ = request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        else
        {
            var login = isLent && target == other ? request.Headers.Authorization : null;
            foreach (var name in request.Headers.Select(header => header.Key).Where(name => !Harmless.Contains(name)).ToList())
            {
                _ = request.Headers.Remove(name);
            }

            request.Headers.Authorization = login;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
