// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>Rules about labels.</summary>
internal static class LabelRules
{
    /// <summary>Labels as Pulp keeps them: trimmed texts; a number is its text, null stays null.</summary>
    public static JsonNode Kept(JsonNode labels) =>
        labels is not JsonObject all ? labels : new JsonObject(all.Select(label => KeyValuePair.Create(
        label.Key,
        label.Value?.GetValueKind() switch
        {
            JsonValueKind.String => KeptText.Of((string)label.Value!),
            JsonValueKind.Number => label.Value!.ToJsonString(),
            _ => label.Value?.DeepClone(),
        })));

    public static string? Valid(JsonNode labels) =>
        (labels as JsonObject)?.Select(label => Valid(label.Key, label.Value)).FirstOrDefault(complaint => complaint is not null);

    private static string? Valid(string key, JsonNode? value) => value switch
    {
        _ when key.Length == 0 || !key.All(IsAllowed) =>
            $"Key '{key}' contains invalid characters. Only alphanumerics, underscores, spaces, hyphens, and dots are allowed.",
        null => null,
        _ when value.GetValueKind() != JsonValueKind.String =>
            $"Key '{key}': Not a valid string. pulp_labels must be a dictionary with strings as keys and values",
        _ when ((string)value!).Contains('\0', StringComparison.Ordinal) => $"Key '{key}': Null characters are not allowed.",
        _ when ((string)value!).AsSpan().IndexOfAny(",()") >= 0 => $"Key '{key}' contains value with comma or parenthesis.",
        _ => null,
    };

    private static bool IsAllowed(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or ' ' or '-' or '.';
}
