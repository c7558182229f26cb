// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using Modules.Containers.Engine;

namespace Modules.Tests.Infra;

/// <summary>A container engine that answers by a table; what it has no answer for it does not know. An action that is handed
/// the connection is given what the module says there.</summary>
internal sealed class ScriptedEngine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, Queue<string>> _answers = [];
    private readonly string _said;
    private readonly int _code;

    /// <param name="answers">By method and path without the version: a body, or a status and a body. The last one of several stays.</param>
    /// <param name="said">What a command that runs in a container writes.</param>
    /// <param name="code">How it ends.</param>
    public ScriptedEngine(IReadOnlyDictionary<string, string> answers, string said = "", int code = 0)
    {
        (_said, _code) = (said, code);
        foreach (var (request, answer) in answers)
        {
            _answers[request] = new([answer]);
        }

        _answers.TryAdd(
            "GET /version", new(["""{"Version":"20.10","ApiVersion":"1.41","MinAPIVersion":"1.12","Components":[{"Name":"Engine"}]}"""]));
        _answers.TryAdd("POST /containers/pulp/exec", new(["""{"Id":"e1"}"""]));
        _answers.TryAdd("GET /exec/e1/json", new(["""{"Running":true,"ExitCode":null}""", $$"""{"Running":false,"ExitCode":{{_code}}}"""]));
        _listener.Start();
        Address = $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = Task.Run(ServeAsync);
    }

    /// <summary>Asked before the table, with method and path, and the body; null for what the table answers.</summary>
    public Func<string, string, string?> Answers { get; init; } = (_, _) => null;

    public string Address { get; }

    /// <summary>Method, path and body of each request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What was said on connections that were handed over.</summary>
    public StringBuilder Input { get; } = new();

    public void Dispose() => _listener.Dispose();

    /// <summary>A container as it is read from what an engine says of it.</summary>
    public static async Task<ContainerInspectResponse> InspectAsync(string inspected)
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string> { ["GET /containers/abc/json"] = inspected });
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);
        return (await engine.FindContainerAsync("abc", CancellationToken.None))!;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var mine = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, new UTF8Encoding(false), leaveOpen: true);
        var words = (await reader.ReadLineAsync())!.Split(' ');
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        var body = new char[length]; // the tests ask in ASCII
        if (length > 0)
        {
            _ = await reader.ReadBlockAsync(body);
        }

        var path = words[1].StartsWith("/v1.", StringComparison.Ordinal) ? words[1][words[1].IndexOf('/', 1)..] : words[1];
        lock (Requests)
        {
            Requests.Add($"{words[0]} {path} {new string(body)}".TrimEnd());
        }

        await stream.WriteAsync(
            path.EndsWith("/start", StringComparison.Ordinal) && words[0] == "POST" && path.StartsWith("/exec/", StringComparison.Ordinal)
            ? await TalkAsync(reader, stream)
            : Encoding.UTF8.GetBytes(Answers($"{words[0]} {path}", new string(body)) is { } answer ? Http(answer) : Answer($"{words[0]} {path}")));
    }

    /// <summary>Reads two lines, as a prompt for a new password does, where it is given input, and says its own.</summary>
    private async Task<byte[]> TalkAsync(StreamReader reader, NetworkStream stream)
    {
        await stream.WriteAsync("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"u8.ToArray());
        await stream.WriteAsync(
            "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n"u8.ToArray());
        for (var line = 0; line < 2 && HasInput(); line++)
        {
            _ = Input.Append(await reader.ReadLineAsync()).Append('\n');
        }

        return [2, 0, 0, 0, 0, 0, 0, (byte)_said.Length, .. Encoding.UTF8.GetBytes(_said)];
    }

    private bool HasInput()
    {
        lock (Requests)
        {
            return Requests.FindLast(request => request.StartsWith("POST /containers/pulp/exec", StringComparison.Ordinal))
                ?.Contains("\"AttachStdin\":true", StringComparison.Ordinal) == true;
        }
    }

    private string Answer(string request)
    {
        if (!_answers.TryGetValue(request, out var answers))
        {
            return Http("404 Not Found", new JsonObject { ["message"] = $"no answer to {request}" }.ToJsonString());
        }

        lock (answers)
        {
            return Http(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
        }
    }

    private static string Http(string answer) => char.IsAsciiDigit(answer[0])
        ? Http(answer[..answer.IndexOf('{', StringComparison.Ordinal)].Trim(), answer[answer.IndexOf('{', StringComparison.Ordinal)..])
        : Http("200 OK", answer);

    private static string Http(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
}
