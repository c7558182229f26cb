// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Secrets;
using ModuleHost.Values;

namespace ModuleHost.Validation;

/// <summary>The secrets among arguments: what a redactor learns from them, and how they are shown.</summary>
internal static class ArgumentSecrets
{
    /// <summary>Takes over the secrets of one level, and the words that are no secrets.</summary>
    public static void Learn(this Redactor redactor, ArgumentSpec spec, JsonObject values)
    {
        redactor.Know(spec.Words);
        foreach (var argument in spec.Arguments)
        {
            if (argument.Secrecy == Secrecy.Secret)
            {
                Take(redactor, values[argument.Name]);
            }
            else if (argument.Secrecy == Secrecy.Named && values[argument.Name] is JsonValue text)
            {
                SecretEntries.Of(text).ToList().ForEach(redactor.Add); // a private key, where a path would do as well
            }
            else if (argument.Secrecy != Secrecy.Open && argument.Type is not (ArgumentType.Text or ArgumentType.Path))
            {
                var entries = values[argument.Name] is JsonArray list ? new JsonArray([.. list.Select(each => Entries(each)?.DeepClone())])
                    : Entries(values[argument.Name]);
                SecretEntries.Of(entries).ToList().ForEach(redactor.Add);
            }
        }
    }

    /// <summary>Writes arguments as they may be seen. The value of a name that no argument has is hidden: it may be a
    /// password whose option was misspelt.</summary>
    public static void Write(this Redactor redactor, Utf8JsonWriter writer, ArgumentSpec spec, JsonObject arguments)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in arguments)
        {
            writer.WritePropertyName(name);
            Write(redactor, writer, Find(spec, name), value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Redactor redactor, Utf8JsonWriter writer, Argument? argument, JsonNode? value)
    {
        switch (argument, value)
        {
            case (_, null):
                writer.WriteNullValue();
                break;
            case ({ Secrecy: Secrecy.Entries }, JsonObject):
                redactor.Write(writer, SecretEntries.Shown(value));
                break;
            case ({ Secrecy: Secrecy.Entries }, JsonValue)
                when Entries(value) is { } read && JsonNode.DeepEquals(read, SecretEntries.Shown(read)):
                redactor.Write(writer, value); // text of a dictionary in which nothing is secret
                break;
            case ({ Secrecy: Secrecy.Entries }, JsonArray list):
                WriteEach(redactor, writer, argument, list);
                break;
            case (null or { Secrecy: not Secrecy.Open }, _):
                writer.WriteStringValue(PythonValue.Repr(value) == "''" ? "" : Redactor.Hidden);
                break;
            case ({ Options: { } options }, JsonObject inside):
                redactor.Write(writer, options, inside);
                break;
            case ({ }, JsonArray list):
                WriteEach(redactor, writer, argument, list);
                break;
            case ({ Options: { } options }, _) when HasSecrets(options):
                writer.WriteStringValue(Redactor.Hidden); // text that was no dictionary
                break;
            default:
                redactor.Write(writer, Given(value));
                break;
        }
    }

    /// <summary>A number that came as text is read anew: it is somebody else's, too.</summary>
    private static JsonNode? Given(JsonNode? value) => value is JsonValue number && number.GetValueKind() == JsonValueKind.Number
        ? JsonNode.Parse(number.ToJsonString())
        : value;

    private static void WriteEach(Redactor redactor, Utf8JsonWriter writer, Argument argument, JsonArray list)
    {
        writer.WriteStartArray();
        foreach (var each in list)
        {
            Write(redactor, writer, argument, each);
        }

        writer.WriteEndArray();
    }

    /// <summary>A dictionary or a list, also one that came as text; null for any other text.</summary>
    private static JsonNode? Entries(JsonNode? value)
    {
        try
        {
            return value?.GetValueKind() == JsonValueKind.String ? MappingText.Read(value) : value;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Argument? Find(ArgumentSpec spec, string name) =>
        spec.Arguments.FirstOrDefault(argument => argument.Name == name || argument.Aliases.Contains(name));

    private static bool HasSecrets(ArgumentSpec spec) => spec.Arguments.Any(argument =>
        argument.Secrecy != Secrecy.Open || (argument.Options is { } options && HasSecrets(options)));

    private static void Take(Redactor redactor, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                map.ToList().ForEach(pair => Take(redactor, pair.Value));
                break;
            case JsonArray list:
                list.ToList().ForEach(each => Take(redactor, each));
                break;
            case JsonValue scalar when scalar.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                redactor.Add(PythonValue.Text(scalar));
                break;
            default:
                break;
        }
    }
}
