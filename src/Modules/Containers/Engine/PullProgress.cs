using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>How far a pull is, from the lines the engine sends.</summary>
internal sealed class PullProgress(string image)
{
    private readonly HashSet<string> _layers = [];
    private readonly HashSet<string> _done = [];
    private readonly Dictionary<string, long> _bytes = [];
    private string _status = "started";

    public JsonObject Report =>
        new() { ["image"] = image, ["layers"] = _layers.Count, ["bytes"] = _bytes.Values.Sum(), ["status"] = _status };

    /// <exception cref="ModuleException">The engine reports the failure inside an answer that began as a success.</exception>
    public void Note(JsonNode line)
    {
        if (JsonNodes.Text(line, "error") is { } error)
        {
            throw new ModuleException(error + ".");
        }

        var status = JsonNodes.Text(line, "status") ?? "";
        if (JsonNodes.Text(line, "id") is not { } layer || status.StartsWith("Pulling from", StringComparison.Ordinal))
        {
            _status = status.Length > 0 ? status : _status;
            return;
        }

        _ = _layers.Add(layer);
        if (status is "Pull complete" or "Already exists")
        {
            _ = _done.Add(layer);
        }

        if (status == "Downloading" && (line["progressDetail"] as JsonObject)?["current"] is JsonValue value
            && value.TryGetValue<long>(out var current))
        {
            _bytes[layer] = Math.Max(_bytes.GetValueOrDefault(layer), current);
        }
    }

    public override string ToString() => $"pull of {image}, {_done.Count} of {_layers.Count} layers";
}
