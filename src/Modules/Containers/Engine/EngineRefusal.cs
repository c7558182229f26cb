using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Containers.Engine;

/// <summary>The engine's refusal, in its own words.</summary>
internal sealed record EngineRefusal(HttpStatusCode Status, string Message, string Request)
{
    /// <summary>Docker says <c>message</c>; Podman adds a <c>cause</c>; a proxy in between says anything.</summary>
    public static string Words(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject said && said["message"] is JsonValue message ? message.ToString() : body.Trim();
        }
        catch (JsonException)
        {
            return body.Trim();
        }
    }

    public ModuleException ForUser() => new($"The container engine refused {Request}: {Message} (HTTP {(int)Status})");
}
