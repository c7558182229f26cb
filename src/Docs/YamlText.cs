// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Docs;

/// <summary>Writes YAML as a person would: prose folded below ansible-test's line length, facts plain.</summary>
internal sealed partial class YamlText
{
    private const int Width = 140;
    private readonly StringBuilder _text = new();

    public void Key(int depth, string key, string value = "") => Line(depth, value.Length > 0 ? $"{key}: {value}" : $"{key}:");

    /// <summary>A key with a value in flow style, which goes on in further lines where it is long.</summary>
    public void Flow(int depth, string key, string value)
    {
        var line = "";
        var indent = depth;
        foreach (var part in $"{key}: {value}".Split(", "))
        {
            if (line.Length > 0 && line.Length + part.Length + (2 * indent) + 3 > Width)
            {
                Line(indent, line + ",");
                (line, indent) = ("", depth + 1);
            }

            line += line.Length > 0 ? $", {part}" : part;
        }

        Line(indent, line);
    }

    public void Item(int depth, string value) => Line(depth, "- " + value);

    public void Texts(int depth, string key, IEnumerable<string> texts)
    {
        Key(depth, key);
        foreach (var text in texts)
        {
            Item(depth + 1, ">-");
            Fold(depth + 2, text);
        }
    }

    public void Prose(int depth, string key, string text)
    {
        Key(depth, key, ">-");
        Fold(depth + 1, text);
    }

    /// <summary>A value in flow style: JSON is YAML.</summary>
    public static string Value(JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && Plain().IsMatch(text) && !Ambiguous().IsMatch(text)
            ? text
            : value.ToJsonString();

    public override string ToString() => _text.ToString();

    private void Line(int depth, string text) => _text.Append(' ', 2 * depth).Append(text).Append('\n');

    private void Fold(int depth, string text)
    {
        var line = new StringBuilder();
        foreach (var word in Markup().Replace(text, "C($1)").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + word.Length + (2 * depth) >= Width)
            {
                Line(depth, line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        Line(depth, line.ToString());
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^(y|n|yes|no|on|off|true|false|null)$")]
    private static partial Regex Ambiguous();

    /// <summary>ansible-core 2.14 shows markup of options, values and variables as it stands.</summary>
    [GeneratedRegex(@"\b[OVE]\(([^)]*)\)")]
    private static partial Regex Markup();
}
