// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>A request below <c>/api/v4</c>.</summary>
/// <param name="Method">How is asked.</param>
/// <param name="Path">The parts of the path, unescaped one by one: a slash in a project's path is no end of a part.</param>
/// <param name="Query">Its query.</param>
/// <param name="Body">The fields that were sent, as JSON or as a form.</param>
internal sealed record GitLabRequest(string Method, string[] Path, IReadOnlyDictionary<string, string> Query, JsonObject Body)
{
    private const string Api = "/api/v4/";

    /// <summary>Whether it only asks.</summary>
    public bool IsRead => Method is "GET" or "HEAD";

    /// <summary>The scope that chooses among variables of one name; null where none is said.</summary>
    public string? Scope =>
        Query.GetValueOrDefault("filter[environment_scope]") ?? (Body["filter"] as JsonObject)?["environment_scope"]?.ToString();

    public static async Task<GitLabRequest> ReadAsync(HttpContext context)
    {
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        if (raw.StartsWith("/api/v3/", StringComparison.Ordinal))
        {
            throw new GitLabRefusalException(new(410, new JsonObject { ["error"] = "410 Gone" }));
        }

        return raw.StartsWith(Api, StringComparison.Ordinal)
            ? new(
                context.Request.Method,
                [.. raw[Api.Length..].Split('/').Select(Uri.UnescapeDataString)],
                context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
                await BodyAsync(context.Request, context.RequestAborted))
            : throw new GitLabRefusalException(GitLabAnswer.NoRoute);
    }

    /// <summary>A number out of the path or the query; -1 for none.</summary>
    public static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static async Task<JsonObject> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HasFormContentType)
        {
            return new((await request.ReadFormAsync(ct)).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToString())));
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body.ToArray()) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new GitLabRefusalException(GitLabAnswer.Missing("invalid JSON"));
        }
    }
}
