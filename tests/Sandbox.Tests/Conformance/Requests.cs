// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.Conformance;

/// <summary>Recorded requests, made anew.</summary>
internal static class Requests
{
    private static readonly string[] Sent = ["Cookie", "X-CSRFToken", "Origin", "Referer", "Range"];

    public static HttpRequestMessage Of(Exchange exchange, Identities identities)
    {
        var path = identities.ToLive(exchange.Path);
        var query = Encode(exchange, identities);
        var request = new HttpRequestMessage(new HttpMethod(exchange.Method), query.Length > 0 ? $"{path}?{query}" : path);
        if ((string?)exchange.Request["auth"] is { } auth && auth.StartsWith("Basic ", StringComparison.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(auth[6..])));
        }

        foreach (var name in Sent)
        {
            if ((string?)exchange.Request["headers"]?[name] is { } value)
            {
                _ = request.Headers.TryAddWithoutValidation(name, identities.ToLiveCookies(value));
            }
        }

        if (exchange.Request["body"] is JsonObject { } body)
        {
            request.Content = body["_multipart"] is JsonArray parts ? Multipart(exchange, parts, identities)
                : body["_form"] is JsonArray fields ? new FormUrlEncodedContent(
                    fields.Select(field => KeyValuePair.Create((string)field![0]!, identities.ToLive((string)field[1]!))))
                : new StringContent(identities.ToLive(body.ToJsonString()), Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>The first recording decoded its queries, but for the signs that part them; later ones are as they were sent.</summary>
    private static string Encode(Exchange exchange, Identities identities) =>
        string.Join('&', exchange.Query.Split('&').Select(pair => string.Join('=', pair.Split('=', 2).Select(part =>
        {
            var text = exchange.IsAsSent
                ? Uri.UnescapeDataString(part)
                : part.Replace("%26", "&", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal);
            return Uri.EscapeDataString(identities.ToLive(text));
        }))));

    private static MultipartFormDataContent Multipart(Exchange exchange, JsonArray parts, Identities identities)
    {
        var range = (string?)exchange.Request["headers"]?["Content-Range"];
        var content = new MultipartFormDataContent();
        foreach (var part in parts.Select(node => node!.AsObject()))
        {
            var name = (string)part["name"]!;
            if ((string?)part["filename"] is not { } file)
            {
                var text = identities.ToLive((string)part["text"]!);
                content.Add(new StringContent(name == "sha256" && range is not null ? Digest(Chunk(range)) : text), name);
                continue;
            }

            var bytes = range is not null
                ? Chunk(range)
                : part["text"] is { } small
                ? Encoding.UTF8.GetBytes((string)small!)
                : File.ReadAllBytes(Path.Combine(Series.Folder, "files", Path.GetFileName(file)));
            content.Add(new ByteArrayContent(bytes), name, file);
        }

        if (range is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        return content;
    }

    /// <summary>The file is known by its size, which the range tells.</summary>
    private static byte[] Chunk(string range)
    {
        var parsed = ContentRangeHeaderValue.Parse(range);
        var file = new DirectoryInfo(Path.Combine(Series.Folder, "files"))
            .GetFiles()
            .Single(candidate => candidate.Length == parsed.Length);

        return File.ReadAllBytes(file.FullName)[(int)parsed.From!.Value..(int)(parsed.To!.Value + 1)];
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
