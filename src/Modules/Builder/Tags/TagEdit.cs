// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Builder.Tags;

/// <summary>Whether an edited file says what it was to say, and all else as before: with anchors, merge keys and braces, a line can mean
/// more than it shows.</summary>
internal static class TagEdit
{
    /// <summary>The first place, as keys with dots between them, where the file does not say it; null where it does.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">The edited text.</param>
    /// <param name="expected">What it is to say.</param>
    /// <param name="exact">The variable in which nothing may differ; elsewhere a repeated tag may follow.</param>
    /// <param name="tag">The tag that was written.</param>
    public static string? Mistake(string path, string text, JsonObject expected, string exact, string tag)
    {
        try
        {
            return Difference(YamlValues.Read(path, text), expected, "", name => name == exact ? null : tag);
        }
        catch (ModuleException)
        {
            return exact; // it is no YAML any more
        }
    }

    private static string? Difference(JsonNode? found, JsonNode? expected, string at, Func<string, string?> mayFollow)
    {
        if (found is JsonObject one && expected is JsonObject other)
        {
            return one.Select(each => each.Key).Union(other.Select(each => each.Key))
                .Select(key => !one.ContainsKey(key) || !other.ContainsKey(key)
                    ? Under(at, key)
                    : Difference(one[key], other[key], Under(at, key), at.Length > 0 ? mayFollow : _ => mayFollow(key)))
                .FirstOrDefault(place => place is not null);
        }

        if (found is JsonArray list && expected is JsonArray wanted && list.Count == wanted.Count)
        {
            return list.Select((each, index) => Difference(each, wanted[index], $"{at}[{index}]", mayFollow))
                .FirstOrDefault(place => place is not null);
        }

        return JsonNode.DeepEquals(found, expected) || found is JsonValue && found.ToString() == mayFollow(at) ? null : at;
    }

    private static string Under(string at, string key) => at.Length == 0 ? key : $"{at}.{key}";
}
