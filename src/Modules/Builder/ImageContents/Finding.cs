// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Builder.ImageContents;

/// <summary>Where in an image a needle was found.</summary>
internal enum FoundIn
{
    /// <summary>A file of a layer, or its name. A file that a later layer removes is still in the image.</summary>
    Layer,

    /// <summary>What the image tells of the commands that made it.</summary>
    History,

    /// <summary>A label.</summary>
    Label,

    /// <summary>A variable of the environment that its containers get.</summary>
    Environment,

    /// <summary>Anything else of the image's configuration.</summary>
    Configuration,
}

/// <summary>A needle in an image.</summary>
/// <param name="Needle">Which, and in what form.</param>
/// <param name="Where">In what.</param>
/// <param name="Path">The file of the layer, or the key of the configuration.</param>
internal sealed record Finding(FoundNeedle Needle, FoundIn Where, string Path)
{
    /// <summary>The number of the layer, the lowest being 1; null for what is in no layer.</summary>
    public int? Layer { get; init; }

    /// <summary>For a result.</summary>
    public JsonObject ToJson(string image)
    {
        var told = new JsonObject
        {
            ["image"] = image,
            ["needle"] = Needle.Name,
            ["encoded"] = Needle.Encoded,
            ["where"] = Where.ToString().ToLowerInvariant(),
            ["path"] = Path,
        };
        if (Layer is { } layer)
        {
            told["layer"] = layer;
        }

        return told;
    }

    /// <summary>For a sentence.</summary>
    public override string ToString() =>
        $"'{Needle.Name}'{(Needle.Encoded ? " (encoded)" : "")} in {(Layer is { } layer ? $"layer {layer}, {Path}" : Path)}";
}
