// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>Rules about alternate content sources.</summary>
internal static class SourceRules
{
    public static string? Path(JsonNode value) =>
        TextRules.First(value, path => path.StartsWith('/') ? "Path cannot start with a slash." : null);

    /// <summary>RPM: its metadata is looked for below each path.</summary>
    public static string? Folder(JsonNode value) =>
        TextRules.First(value, path => path.StartsWith('/') ? Path(path) : path.EndsWith('/') ? null : "Path must end with a slash.");

    public static string? Unsupported(JsonNode value) => value is JsonArray { Count: > 0 }
        ? "The 'paths' field is not supported for deb Alternate Content Sources yet. Leave it out: the source is the address of its remote."
        : null;

    public static string? Remote(JsonObject remote) => (string?)remote["policy"] is null or "on_demand"
        ? null
        : "Remote used with alternate content source must have the 'on_demand' policy.";
}
