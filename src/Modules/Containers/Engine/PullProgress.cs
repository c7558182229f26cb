using System.Text.Json.Nodes;
using ModuleHost;

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
        if (line["error"]?.ToString() is { } error)
        {
            throw new ModuleException(error + ".");
        }

        var status = line["status"]?.ToString() ?? "";
        if (line["id"]?.ToString() is not { } layer || status.StartsWith("Pulling from", StringComparison.Ordinal))
        {
            _status = status.Length > 0 ? status : _status;
            return;
        }

        _ = _layers.Add(layer);
        if (status is "Pull complete" or "Already exists")
        {
            _ = _done.Add(layer);
        }

        if (line["progressDetail"]?["current"] is JsonValue current && status == "Downloading")
        {
            _bytes[layer] = Math.Max(_bytes.GetValueOrDefault(layer), current.GetValue<long>());
        }
    }

    public override string ToString() => $"pull of {image}, {_done.Count} of {_layers.Count} layers";
}
