// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Docker.DotNet.Models;

namespace Modules.Containers.Engine;

/// <summary>How far a pull is, from the messages the engine sends.</summary>
/// <param name="image">The image.</param>
/// <param name="tell">Told after each message.</param>
internal sealed class PullProgress(string image, Action<PullProgress> tell) : IProgress<JSONMessage>
{
    private readonly HashSet<string> _layers = [];
    private readonly HashSet<string> _done = [];
    private readonly Dictionary<string, long> _bytes = [];
    private string _status = "started";

    public JsonObject Result =>
        new() { ["image"] = image, ["layers"] = _layers.Count, ["bytes"] = _bytes.Values.Sum(), ["status"] = _status };

    public void Report(JSONMessage value)
    {
        if (value is { } message)
        {
            Note(message.ID, message.Status ?? "", message.Progress?.Current);
            tell(this);
        }
    }

    private void Note(string? layer, string status, long? current)
    {
        if (layer is null || status.StartsWith("Pulling from", StringComparison.Ordinal))
        {
            _status = status.Length > 0 ? status : _status;
            return;
        }

        _ = _layers.Add(layer);
        if (status is "Pull complete" or "Already exists")
        {
            _ = _done.Add(layer);
        }

        if (status == "Downloading" && current is { } bytes)
        {
            _bytes[layer] = Math.Max(_bytes.GetValueOrDefault(layer), bytes);
        }
    }

    public override string ToString() => $"pull of {image}, {_done.Count} of {_layers.Count} layers";
}
