// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Modules.Containers.Engine;

/// <summary>Gives the library our handlers in place of its own.</summary>
/// <param name="handlers">Sends; closed with the client.</param>
/// <param name="address">Where the engine listens.</param>
internal sealed class EngineTransport(HttpMessageHandler handlers, EngineAddress address) : IDockerHandlerFactory<EngineAddress>
{
    /// <param name="api">The version of the API that is spoken; null for the engine's own.</param>
    /// <param name="headers">Sent with each request; null for none.</param>
    public DockerClient Client(Version? api, IReadOnlyDictionary<string, string>? headers = null)
    {
        var options = new ClientOptions { Endpoint = address.Base, ApiVersion = api, Timeout = Timeout.InfiniteTimeSpan };
        return new DockerClientBuilder<EngineAddress>(
            this,
            address,
            headers is null ? options : options with { Headers = headers },
            NullLogger.Instance).Build();
    }

    public ResolvedTransport CreateHandler(EngineAddress transportOptions, ResolvedClientOptions clientOptions, ILogger logger) =>
        CreateHandler(clientOptions, logger);

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        new(new EngineAnswers(handlers, address), address.Base);

    public async Task<WriteClosableStream> HijackStreamAsync(HttpContent content) =>
        new HandedOverStream(await content.ReadAsStreamAsync(), address);
}
