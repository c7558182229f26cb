// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sandbox.Upstream.Container;

/// <summary>One repository of a registry, over the v2 API; logs in the way the registry asks for.</summary>
internal sealed partial class UpstreamRegistry(UpstreamClient client, Uri registry, string name)
{
    private volatile AuthenticationHeaderValue? _login;

    public Uri BlobUrl(string digest) => new(registry, $"/v2/{name}/blobs/{digest}");

    public Uri ManifestUrl(string reference) => new(registry, $"/v2/{name}/manifests/{reference}");

    public async Task<IReadOnlyList<string>> TagsAsync(CancellationToken ct)
    {
        var tags = new List<string>();
        for (var next = new Uri(registry, $"/v2/{name}/tags/list"); next is not null;)
        {
            var (page, link) = await ReceiveAsync(next, null, async (response, stop) =>
                (await response.Content.ReadAsByteArrayAsync(stop), response.Headers.TryGetValues("Link", out var links)
                    ? links.First()
                    : null), ct);
            tags.AddRange(Json(page, next)["tags"] is JsonArray list ? list.Select(tag => (string)tag!) : []);
            next = link is not null && NextPage().Match(link) is { Success: true } match ? new Uri(registry, match.Groups[1].Value) : null;
        }

        return tags;
    }

    public Task<byte[]> ManifestAsync(string reference, CancellationToken ct) =>
        ReceiveAsync(ManifestUrl(reference), MediaType.Manifests, (response, stop) => response.Content.ReadAsByteArrayAsync(stop), ct);

    /// <summary>Any URL of the registry, with the login it turns out to want.</summary>
    public async Task<T> ReceiveAsync<T>(
        Uri url, string? accept, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        try
        {
            return await client.ReceiveAsync(() => Request(url, accept), read, ct);
        }
        catch (UpstreamException e) when (e.Status == HttpStatusCode.Unauthorized && CanAnswer(e.Challenge))
        {
            _login = IsBearer(e.Challenge!) ? new("Bearer", await TokenAsync(e.Challenge!.Parameter ?? "", ct)) : client.Login;
            return await client.ReceiveAsync(() => Request(url, accept), read, ct);
        }
    }

    public static JsonObject Json(byte[] text, Uri url)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new UpstreamException($"The answer of {url} is not a JSON object");
        }
        catch (JsonException e)
        {
            throw new UpstreamException($"The answer of {url} is not JSON: {e.Message}");
        }
    }

    private bool CanAnswer(AuthenticationHeaderValue? challenge) =>
        challenge is not null && (IsBearer(challenge) || client.Login is not null);

    private static bool IsBearer(AuthenticationHeaderValue challenge) =>
        challenge.Scheme.Equals("bearer", StringComparison.OrdinalIgnoreCase);

    private HttpRequestMessage Request(Uri url, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Authorization = _login } };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return request;
    }

    private async Task<string> TokenAsync(string challenge, CancellationToken ct)
    {
        var asked = ChallengeParameter().Matches(challenge).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var realm = new Uri(
            asked.GetValueOrDefault("realm") ?? throw new UpstreamException($"The registry's challenge has no realm: {challenge}"));
        var query = string.Join(
            '&', from pair in asked where pair.Key is "service" or "scope" select $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        var url = new UriBuilder(realm) { Query = realm.Query is { Length: > 1 } given ? $"{given}&{query}" : query }.Uri;
        var answer = Json(await client.ReadAsync(url, ct), url);
        return (string?)answer["token"]
            ?? (string?)answer["access_token"]
            ?? throw new UpstreamException($"The answer of {realm} has no token");
    }

    [GeneratedRegex("<([^>]+)>")]
    private static partial Regex NextPage();

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex ChallengeParameter();
}
