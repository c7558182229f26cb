// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using Modules.AuthProxy.Nginx;
using Modules.Http;

namespace Modules.AuthProxy;

/// <summary>Asks the proxy itself, where its users would.</summary>
internal sealed class ProxyProbe(IPAddress listenIp) : IDisposable
{
    private readonly HttpClient _http =
        HttpClients.Open(new HttpSettings(new("http://localhost")) { AnswerTimeout = TimeSpan.FromSeconds(15) });

    /// <summary>The address with which a port is asked: what listens on all of them listens on loopback.</summary>
    private IPAddress Address =>
        listenIp.Equals(IPAddress.Any) ? IPAddress.Loopback : listenIp.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : listenIp;

    /// <summary>Which generation of the configuration answers there; null for none, or for another program.</summary>
    public async Task<string?> GenerationAsync(int port, CancellationToken ct)
    {
        try
        {
            using var answer = await AskAsync(port, ProbePaths.Generation, ct);
            return answer.Headers.TryGetValues(ProbePaths.GenerationHeader, out var values) ? values.First() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The status of a path; null when no answer came.</summary>
    public async Task<int?> StatusAsync(int port, string path, CancellationToken ct)
    {
        try
        {
            using var answer = await AskAsync(port, path, ct);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public Uri Url(int port) => new($"http://{(Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address)}:{port}");

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> AskAsync(int port, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(Url(port), path));
        return await _http.SendAsync(request, ct);
    }
}
