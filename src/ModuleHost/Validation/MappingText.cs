// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Values;

namespace ModuleHost.Validation;

/// <summary>A dictionary as a playbook or a command line may write it: JSON, or <c>key=value</c> pairs separated by
/// commas or blanks, with quotes and backslashes.</summary>
internal static class MappingText
{
    /// <exception cref="FormatException">In Ansible's words.</exception>
    public static JsonObject Read(JsonNode? value) => value switch
    {
        JsonObject map => map.DeepClone().AsObject(),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Parse(text.GetValue<string>()),
        _ => throw new FormatException($"{PythonValue.TypeOf(value)} cannot be converted to a dict"),
    };

    private static JsonObject Parse(string text)
    {
        if (text.StartsWith('{'))
        {
            try
            {
                return JsonText.Parse(text)!.AsObject();
            }
            catch (JsonException)
            {
                return PythonLiteral.Parse(text) as JsonObject ?? throw PythonLiteral.Unreadable();
            }
        }

        if (!text.Contains('=', StringComparison.Ordinal))
        {
            throw new FormatException("dictionary requested, could not parse JSON or key=value");
        }

        var map = new JsonObject();
        foreach (var (index, pair) in Split(text.Trim()).Index())
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            map[cut >= 0 ? pair[..cut] : throw Unpaired(index)] = pair[(cut + 1)..];
        }

        return map;
    }

    private static IEnumerable<string> Split(string text)
    {
        var field = new StringBuilder();
        var quote = '\0';
        var escaped = false;
        foreach (var letter in text)
        {
            if (escaped)
            {
                _ = field.Append(letter);
                escaped = false;
            }
            else if (letter == '\\')
            {
                escaped = true;
            }
            else if (quote == '\0' && letter is ('\'' or '"'))
            {
                quote = letter;
            }
            else if (letter == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && letter is (',' or ' '))
            {
                if (field.Length > 0)
                {
                    yield return field.ToString();
                }

                _ = field.Clear();
            }
            else
            {
                _ = field.Append(letter);
            }
        }

        if (field.Length > 0)
        {
            yield return field.ToString();
        }
    }

    private static FormatException Unpaired(int index) =>
        new($"dictionary update sequence element #{index} has length 1; 2 is required");
}
