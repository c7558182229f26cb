// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost.Secrets;

/// <summary>Hides secrets as it prints: an answer of ten thousand items is not copied first.</summary>
public static class RedactedJson
{
    private static readonly JsonWriterOptions Writing = new()
    {
        // Ansible reads UTF-8, people read letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A JSON value as text, with every secret hidden; keys stay.</summary>
    /// <exception cref="InvalidOperationException">A string is half a character, which no JSON can hold.</exception>
    public static string Print(this Redactor redactor, JsonNode? value) => Text(writer => redactor.Write(writer, value));

    /// <summary>What is written, as text.</summary>
    internal static string Text(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Writing))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Writes a value.</summary>
    internal static void Write(this Redactor redactor, Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (name, inside) in map)
                {
                    writer.WritePropertyName(name);
                    redactor.Write(writer, inside);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var each in list)
                {
                    redactor.Write(writer, each);
                }

                writer.WriteEndArray();
                break;
            default:
                if (redactor.Replaces(value.AsValue()) is { } text)
                {
                    writer.WriteStringValue(text);
                }
                else
                {
                    value.WriteTo(writer);
                }

                break;
        }
    }
}
