// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Commands;

namespace Modules.Builder.Volumes;

/// <summary>One thing to do. Each leaves storage that can be used, so a run that ends between two is taken up by the next.</summary>
/// <param name="Object">What grows, as <c>partition /dev/vda2</c>.</param>
/// <param name="Before">Its size in bytes.</param>
/// <param name="After">Its size afterwards.</param>
/// <param name="Command">What makes it grow.</param>
internal sealed record GrowStep(string Object, long Before, long After, Command Command)
{
    /// <summary>For a result.</summary>
    public JsonObject AsJson() => new()
    {
        ["object"] = Object,
        ["before"] = Before,
        ["after"] = After,
        ["command"] = Command.ToString(),
    };
}
