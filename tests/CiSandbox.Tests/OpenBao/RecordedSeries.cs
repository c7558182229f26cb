// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao;
using CiSandbox.Settings;

namespace CiSandbox.Tests.OpenBao;

/// <summary>One series of recorded cases, asked again of the sandbox.</summary>
internal sealed class RecordedSeries : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Issuer _issuer;
    private readonly Placeholders _placeholders;
    private readonly Comparison _comparison;
    private RunningSandbox? _running;

    private RecordedSeries(Issuer issuer)
    {
        (_issuer, _placeholders) = (issuer, new Placeholders(issuer));
        _comparison = new Comparison(_placeholders);
    }

    private Uri Address => _running!.Addresses.First().Address;

    /// <summary>A request says the port of the second node.</summary>
    private Uri Second => _running!.Addresses.Last().Address;

    private OpenBaoState State => ((OpenBaoServer)_running!.Servers.First()).State;

    public static async Task<RecordedSeries> StartAsync() => new(await Issuer.StartAsync());

    /// <summary>What differs in a case; null for nothing.</summary>
    public async Task<string?> RunAsync(JsonObject recorded)
    {
        foreach (var step in (recorded["setup"] as JsonArray ?? []).OfType<JsonObject>())
        {
            await PrepareAsync(step);
        }

        _placeholders.Make(recorded["captured"] as JsonObject ?? []);
        string? difference = null;
        foreach (var (exchange, index) in recorded["exchanges"]!.AsArray().Select((each, index) => (each!, index)))
        {
            var found = await CompareAsync(exchange["request"]!.AsObject(), exchange["response"]!.AsObject());
            difference ??= found is null ? null : $"{exchange["request"]!["method"]} {exchange["request"]!["path"]} ({index + 1}) {found}";
        }

        return difference;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _issuer.DisposeAsync();
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }
    }

    private async Task PrepareAsync(JsonObject step)
    {
        if (step["request"] is JsonObject request)
        {
            var (_, body, _) = await SendAsync(request);
            foreach (var (name, path) in step["binds"] as JsonObject ?? [])
            {
                _placeholders.Bind(name, path!.ToString().Split('.').Aggregate(body, (node, part) => node?[part])!.ToString());
            }

            return;
        }

        var note = step["note"]!.ToString();
        if (note.Contains("empt", StringComparison.Ordinal))
        {
            if (_running is not null)
            {
                await _running.DisposeAsync();
            }

            _running = await RunningSandbox.StartAsync(Options.Parse(
                ["--openbao", "127.0.0.1:0", .. note.Contains("two nodes", StringComparison.Ordinal)
                    ? ["--openbao-standby", "127.0.0.1:0"]
                    : Array.Empty<string>()],
                [OpenBaoArea.Area, OpenBaoArea.Standby]));
            if (note.Contains("initialised with", StringComparison.Ordinal))
            {
                await InitializeAsync(note.Contains("5 shares", StringComparison.Ordinal) ? (5, 3) : (1, 1), note);
            }
        }
        else if (note.Contains("of node 2 was polled", StringComparison.Ordinal))
        {
            await LookAtSecondAsync();
        }
        else if (note.Contains("node 2 was unsealed again", StringComparison.Ordinal))
        {
            await OpenSecondAsync();
        }
        else if (note.Contains("stopped and started again", StringComparison.Ordinal)
            || note.StartsWith("node 1 is stopped", StringComparison.Ordinal))
        {
            State.Seal.Close();
        }
    }

    private async Task LookAtSecondAsync()
    {
        for (var look = 0; look < 5; look++)
        {
            _ = await SendAsync(new JsonObject { ["method"] = "GET", ["path"] = "/v1/sys/health", ["port"] = 8210 });
        }
    }

    private async Task OpenSecondAsync()
    {
        foreach (var key in (string[])["{key1}", "{key2}"])
        {
            _ = await SendAsync(new JsonObject
            {
                ["method"] = "PUT", ["path"] = "/v1/sys/unseal", ["port"] = 8210, ["body"] = new JsonObject { ["key"] = key },
            });
        }

        await LookAtSecondAsync();
    }

    private async Task InitializeAsync((int Shares, int Threshold) keys, string note)
    {
        var (_, body, _) = await SendAsync(new JsonObject
        {
            ["method"] = "PUT",
            ["path"] = "/v1/sys/init",
            ["body"] = new JsonObject { ["secret_shares"] = keys.Shares, ["secret_threshold"] = keys.Threshold },
        });
        _placeholders.Bind("root_token", body!["root_token"]!.ToString());
        for (var at = 0; at < keys.Shares; at++)
        {
            _placeholders.Bind($"key{at + 1}", body["keys"]![at]!.ToString());
            _placeholders.Bind($"other_key{at + 1}",
                Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(33)));
        }

        if (!note.Contains("; sealed", StringComparison.Ordinal))
        {
            _ = await SendAsync(new JsonObject
            {
                ["method"] = "PUT", ["path"] = "/v1/sys/unseal", ["body"] = new JsonObject { ["key"] = "{key1}" },
            });
        }
    }

    private async Task<string?> CompareAsync(JsonObject request, JsonObject recorded)
    {
        (int Status, JsonNode? Body, HttpResponseHeaders Headers) answer;
        try
        {
            answer = await SendAsync(request);
        }
        catch (HttpRequestException) when (recorded["status"] is null)
        {
            return null;
        }

        var (status, body, headers) = answer;
        if (status != (int?)recorded["status"])
        {
            return $"answered {status} {body?.ToJsonString()}, not {recorded["status"]} {recorded["body"]?.ToJsonString()}";
        }

        if (recorded["headers"]?["Location"]?.ToString() is { } location
            && headers.Location?.OriginalString != _placeholders.Fill(location))
        {
            return $"leads to {headers.Location}, not {location}";
        }

        var expected = recorded["body"]?.DeepClone();
        return expected is JsonObject text && text["_text"] is JsonValue plain
            ? status == 307 || (body is JsonValue said && _placeholders.Fits(plain.ToString(), said.ToString()))
                ? null : $"said {body}, not {plain}"
            : expected is JsonObject binary && binary.ContainsKey("_binary") ? null
            : _comparison.Difference(expected, body);
    }

    private async Task<(int Status, JsonNode? Body, HttpResponseHeaders Headers)> SendAsync(JsonObject recorded)
    {
        var path = _placeholders.Fill(recorded["path"]!.ToString());
        var query = recorded["query"] is { } asked ? "?" + _placeholders.Fill(asked.ToString()) : "";
        var target = new Uri(
            (recorded["port"] is null ? Address : Second).GetLeftPart(UriPartial.Authority) + path
                + query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(recorded["method"]!.ToString()), target);
        request.Content = ContentOf(recorded["body"]);
        foreach (var (name, value) in recorded["headers"] as JsonObject ?? [])
        {
            var text = _placeholders.Fill(value!.ToString());
            if (name != "Content-Type")
            {
                _ = request.Headers.TryAddWithoutValidation(name, text);
            }
            else if (request.Content is not null)
            {
                _ = request.Content.Headers.TryAddWithoutValidation(name, text);
            }
        }

        using var response = await _http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return ((int)response.StatusCode, Parsed(bytes), response.Headers);
    }

    private ByteArrayContent? ContentOf(JsonNode? body) => body switch
    {
        null => null,
        JsonObject map when map["_base64"] is { } bytes => new ByteArrayContent(Convert.FromBase64String(bytes.ToString())),
        JsonObject map when map["_text"] is JsonObject long1 => new ByteArrayContent(Encoding.UTF8.GetBytes(
            $"{long1["_before"]}{string.Concat(Enumerable.Repeat(long1["_repeat"]!.ToString(), (int)long1["_times"]!))}{long1["_after"]}")),
        JsonObject map when map["_text"] is { } text => new ByteArrayContent(Encoding.UTF8.GetBytes(_placeholders.Fill(text.ToString()))),
        _ => new ByteArrayContent(Encoding.UTF8.GetBytes(_placeholders.Fill(body)!.ToJsonString())),
    };

    private static JsonNode? Parsed(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? null : JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { MaxDepth = 2000 });
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(bytes);
        }
    }
}
