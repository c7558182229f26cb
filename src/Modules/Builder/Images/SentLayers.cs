// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;

namespace Modules.Builder.Images;

/// <summary>Counts the layers that a push sends, from the messages of the engine.</summary>
internal sealed class SentLayers : IProgress<JSONMessage>
{
    private readonly HashSet<string> _sent = [];

    public int Number => _sent.Count;

    /// <inheritdoc/>
    public void Report(JSONMessage value)
    {
        if (value is { ID: { } layer, Status: "Pushed" })
        {
            _ = _sent.Add(layer);
        }
    }
}
