using System.Text.Json.Nodes;

namespace Modules.Tests.Golden;

/// <summary>A request's body as the recordings write it: JSON as data, forms by part.</summary>
internal static class Multipart
{
    public static JsonNode? Read(string? contentType, string body) =>
        body.Length == 0 ? null
        : contentType?.StartsWith("multipart/", StringComparison.Ordinal) == true ? new JsonObject { ["_multipart"] = true }
        : JsonNode.Parse(body);
}
