// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Sandbox.Upstream;

/// <summary>An upstream did not give what was asked; the message is what Pulp's task would say.</summary>
internal sealed class UpstreamException : Exception
{
    public UpstreamException()
    {
    }

    public UpstreamException(string message)
        : base(message)
    {
    }

    public UpstreamException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>What the upstream answered, if it did.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>How the upstream wants to be asked, when it answered 401.</summary>
    public AuthenticationHeaderValue? Challenge { get; private init; }

    public static UpstreamException Answered(HttpResponseMessage response, Uri url) =>
        new($"{(int)response.StatusCode}, message='{response.ReasonPhrase}', url='{Shown(url)}'")
        {
            Status = response.StatusCode,
            Challenge = response.Headers.WwwAuthenticate.FirstOrDefault(),
        };

    public static UpstreamException Failed(HttpRequestException e, Uri url)
    {
        var host = $"{url.Host}:{url.Port}";
        return new(e switch
        {
            { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
                $"Cannot connect to host {host} ssl:default [Connect call failed ('{url.Host}', {url.Port})]",
            {
                InnerException: SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
                },
            } =>
                $"Cannot connect to host {host} ssl:default [Name or service not known]",
            { InnerException: AuthenticationException tls } =>
                $"Cannot connect to host {host} ssl:True [SSLCertVerificationError: (1, "
                    + $"'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {tls.Message}')]",
            { InnerException: SocketException socket } => $"Cannot connect to host {host} ssl:default [{socket.Message}]",
            { HttpRequestError: HttpRequestError.InvalidResponse } => $"400, message='Bad status line', url='{Shown(url)}'",
            { HttpRequestError: HttpRequestError.ResponseEnded } => "Server disconnected",
            _ => e.Message,
        }, e);
    }

    /// <summary>What came is not what the upstream's own index announced.</summary>
    public static UpstreamException WrongDigest(Uri url, string expected, string actual) =>
        new($"A file located at the url {Shown(url)} failed validation due to checksum. Expected '{expected}', Actual '{actual}'");

    /// <summary>A URL may carry a login; a task's error is read by everybody.</summary>
    private static string Shown(Uri url) => new UriBuilder(url) { UserName = "", Password = "" }.Uri.AbsoluteUri;
}
