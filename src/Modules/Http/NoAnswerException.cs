// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Modules.Http.Addresses;

namespace Modules.Http;

/// <summary>A request that was not answered: which, and through which proxy.</summary>
/// <param name="target">What was asked for.</param>
/// <param name="proxy">The proxy that was to lead there; null for none.</param>
/// <param name="cause">Why there is no answer.</param>
#pragma warning disable CA1032 // it cannot be without what it tells
internal sealed partial class NoAnswerException(Uri target, ProxyRoute? proxy, Exception cause)
    : HttpRequestException(
        (cause as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown,
        cause.Message,
        cause,
        (cause as HttpRequestException)?.StatusCode)
{
    /// <summary>What was asked for, without its query: an object storage's is a login.</summary>
    public Uri Target { get; } = new(target.GetLeftPart(UriPartial.Path));

    /// <summary>The proxy that was to lead there; null for none.</summary>
    public ProxyRoute? Proxy => proxy;

    /// <summary>Whether it was only too slow.</summary>
    public bool IsTimeout => InnerException is OperationCanceledException;

    /// <summary>What the proxy answered to the wish to be led on; null where it did not. .NET says it in its message alone.</summary>
    public HttpStatusCode? ProxyStatus =>
        HttpRequestError == HttpRequestError.ProxyTunnelError && StatusInMessage().Match(Message) is { Success: true } match
            ? (HttpStatusCode)int.Parse(match.Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"(?<=status code '?)[0-9]{3}")]
    private static partial Regex StatusInMessage();
}
