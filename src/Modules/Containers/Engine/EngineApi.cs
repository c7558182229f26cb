using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>Requests to a container engine and its answers, or the engine's own words when it refuses.</summary>
internal sealed class EngineApi(EngineAddress address) : IDisposable
{
    private const int Quoted = 200;

    private readonly HttpClient _http = HttpClients.Open(EngineHandler.For(address));

    /// <summary>What requests start with, such as <c>/v1.41</c>; empty until agreed.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Null when the engine does not know the thing.</summary>
    public async Task<JsonNode?> FindAsync(string path, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await RefuseFailureAsync(response, $"GET {path}", ct);
        return Read(await response.Content.ReadAsStringAsync(ct), path);
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, ct);
        await RefuseFailureAsync(response, $"GET {path}", ct);
        return Read(await response.Content.ReadAsStringAsync(ct), path);
    }

    public async Task<byte[]> ReadAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var response = await SendAsync(method, path, body, ct);
        await RefuseFailureAsync(response, $"{method} {path}", ct);
        return await response.Content.ReadAsByteArrayAsync(ct);
    }

    /// <summary>An action after which the connection is the other side's own: it is given the input,
    /// and what it says until it ends is the answer.</summary>
    /// <exception cref="ModuleException">The engine, or something before it, does not hand the connection over.</exception>
    public async Task<byte[]> ConverseAsync(string path, JsonObject body, byte[] input, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body, ct, handOver: true);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            await RefuseFailureAsync(response, $"POST {path}", ct);
            throw new ModuleException(
                $"The container engine at {address.Written} does not take input for POST {path} (HTTP "
                    + $"{(int)response.StatusCode}). Is there a proxy in between?");
        }

        using var said = new MemoryStream();
        try
        {
            await using var connection = await response.Content.ReadAsStreamAsync(ct);
            await connection.WriteAsync(input, ct);
            await connection.FlushAsync(ct);
            await connection.CopyToAsync(said, ct);
        }
        catch (IOException) when (!ct.IsCancellationRequested)
        {
            // It ended before it had read everything: how, is asked next.
        }

        return said.ToArray();
    }

    /// <summary>Null when the answer is empty. 304 means that the thing is in that state already.</summary>
    public async Task<JsonNode?> ActAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var response = await SendAsync(method, path, body, ct);
        if (response.StatusCode != HttpStatusCode.NotModified)
        {
            await RefuseFailureAsync(response, $"{method} {path}", ct);
        }

        var text = await response.Content.ReadAsStringAsync(ct);
        return text.Length > 0 ? Read(text, path) : null;
    }

    /// <summary>An action that reports its progress, one JSON object a line.</summary>
    public async IAsyncEnumerable<JsonNode> FollowAsync(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, path, null, ct, largest: Limits.File);
        await RefuseFailureAsync(response, $"POST {path}", ct);
        using var lines = new StreamReader((await response.Content.ReadAsStreamAsync(ct)).InPieces((byte)'\n', path));
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (line.Length > 0)
            {
                yield return Read(line, path);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, JsonObject? body, CancellationToken ct, bool handOver = false, long largest = Limits.Answer)
    {
        using var request = new HttpRequestMessage(method, Prefix + path);
        request.Options.Set(Bounds.Largest, largest);
        if (handOver)
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.Add(new("tcp"));
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException failure)
        {
            throw new ModuleException($"The container engine at {address.Written} cannot be reached: {Reason(failure)}", failure);
        }
    }

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

    private static async Task RefuseFailureAsync(HttpResponseMessage response, string request, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(ct);
        throw new EngineRefusal(response.StatusCode, EngineRefusal.Words(text), request).ForUser();
    }

    private static JsonNode Read(string text, string path) => JsonNodes.Parse(Encoding.UTF8.GetBytes(text))
        ?? throw new ModuleException($"What answers {path} is not a container engine: {text[..Math.Min(text.Length, Quoted)]}");
}
