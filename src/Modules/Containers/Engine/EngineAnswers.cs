// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ModuleHost;
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>
/// Tells in words what the engine refuses, and why it cannot be reached, so that whoever calls the library need not. Answers that
/// are streams are passed on as they come; all others are held to be whole.
/// </summary>
/// <param name="inner">Sends.</param>
/// <param name="address">The engine's, for messages.</param>
internal sealed class EngineAnswers(HttpMessageHandler inner, EngineAddress address) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var kind = EngineStreams.Of(request);
        request.Options.Set(Bounds.Largest, EngineStreams.Largest(kind));
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(HttpClients.Us);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            {
                return response;
            }

            if ((int)response.StatusCode >= 400)
            {
                using var refusal = response;
                throw new EngineRefusal(
                    refusal.StatusCode,
                    EngineRefusal.Words(await refusal.Content.ReadAsStringAsync(cancellationToken)),
                    $"{request.Method} {Plain(request.RequestUri!.PathAndQuery)}").ForUser();
            }

            if (kind == EngineStream.None)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
            }
            else if (kind == EngineStream.Messages)
            {
                response.Content = new StreamContent(
                    ErrorsInMessages.Watch(await response.Content.ReadAsStreamAsync(cancellationToken), request.RequestUri!.AbsolutePath));
            }

            return response;
        }
        catch (HttpRequestException failure)
        {
            throw new ModuleException($"The container engine at {address.Written} cannot be reached: {Reason(failure)}", failure);
        }
    }

    /// <summary>Without the version of the API, which is the same for all.</summary>
    private static string Plain(string path) =>
        path is ['/', 'v', >= '0' and <= '9', ..] ? path[path.IndexOf('/', 1)..] : path;

    private string Reason(HttpRequestException failure) =>
        (
            failure is NoAnswerException { InnerException: HttpRequestException { InnerException: { } inner } }
                ? inner
                : failure.InnerException) switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "permission denied. Run as root (become: true) or as a member of the group that owns the socket (docker).",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nothing listens there. Is the engine running?",
        SocketException when address.Socket is { } path && !File.Exists(path) =>
            $"there is no socket {path}. Is the engine installed and running? Another place is given with docker_host.",
        AuthenticationException tls => $"TLS: {tls.Message} The certificates are given with docker_cert_path.",
        SocketException socket => socket.Message + ".",
        { } cause => cause.Message,
        null => failure.Message,
    };
}
