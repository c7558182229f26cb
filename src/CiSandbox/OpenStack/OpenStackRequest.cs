// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenStack;

/// <summary>A request as the parts of the server see it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its parts, decoded.</param>
/// <param name="Query">Its query.</param>
/// <param name="Body">Its body; null for what is no JSON.</param>
/// <param name="Token">The token it comes with; empty for none.</param>
/// <param name="Subject">The token it asks about; empty for none.</param>
internal sealed record OpenStackRequest(
    string Method, string[] Path, IReadOnlyDictionary<string, string> Query, JsonNode? Body, string Token, string Subject)
{
    public static async Task<OpenStackRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new(
            context.Request.Method,
            [.. context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)],
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            Parsed(body.ToArray()),
            context.Request.Headers["X-Auth-Token"].ToString(),
            context.Request.Headers["X-Subject-Token"].ToString());
    }

    private static JsonNode? Parsed(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
