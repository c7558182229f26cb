// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Http;

/// <summary>Fields of a body, taken as leniently as the server takes them, and refused in its words.</summary>
internal static class Fields
{
    /// <summary>A text; null where it was not sent.</summary>
    /// <param name="data">The fields.</param>
    /// <param name="name">Its name.</param>
    /// <param name="prefix">What stands before a refusal.</param>
    public static string? Text(this JsonObject data, string name, string prefix = "Field validation failed: ") => data[name] switch
    {
        null => null,
        JsonObject => throw Unfit(prefix, name, "string", "map[string]interface {}"),
        JsonArray => throw Unfit(prefix, name, "string", "[]interface {}"),
        var value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => Flag(value) ? "1" : "0",
        var value => value.ToString(),
    };

    public static bool? Truth(this JsonObject data, string name, string prefix = "Field validation failed: ") => data[name] switch
    {
        null => null,
        var value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => Flag(value),
        JsonValue value when value.ToString() is "true" or "1" or "t" or "T" or "TRUE" or "True" => true,
        JsonValue value when value.ToString() is "false" or "0" or "f" or "F" or "FALSE" or "False" or "" => false,
        JsonValue => throw new BaoException(
            400, $"{prefix}error converting input for field \"{name}\": '' cannot parse value as 'bool': strconv.ParseBool: invalid "
                + "syntax"),
        var value => throw Unfit(prefix, name, "bool", value is JsonArray ? "[]interface {}" : "map[string]interface {}"),
    };

    public static long? Number(this JsonObject data, string name, string prefix = "Field validation failed: ") => data[name] switch
    {
        null => null,
        JsonValue value when value.ToString() is "" => 0,
        JsonValue value when long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            number,
        _ => throw new BaoException(
            400, $"{prefix}error converting input for field \"{name}\": '' cannot parse value as 'int': strconv.ParseInt: invalid syntax"),
    };

    /// <summary>Seconds.</summary>
    public static long? Seconds(this JsonObject data, string name, string prefix = "Field validation failed: ", bool mayBeNegative = false)
    {
        if (data[name] is not { } value)
        {
            return null;
        }

        var text = value.ToString();
        try
        {
            return Durations.Parse(text) is var seconds && (seconds >= 0 || mayBeNegative)
                ? seconds
                : throw new BaoException(
                    400, $"{prefix}error converting input for field \"{name}\": cannot provide negative value '{text}'");
        }
        catch (FormatException failure)
        {
            throw new BaoException(400, $"{prefix}error converting input for field \"{name}\": {failure.Message}");
        }
    }

    /// <summary>A list of texts out of a list, or of a text with commas.</summary>
    public static List<string>? Texts(this JsonObject data, string name) => data[name] switch
    {
        null => null,
        JsonArray list => [.. list.Select(each => (each?.ToString() ?? "").Trim())],
        JsonObject => throw Unfit("", name, "string", "map[string]interface {}"),
        var text when text.ToString().Length == 0 => [],
        var text => [.. text.ToString().Split(',').Select(each => each.Trim())],
    };

    /// <summary>A map; null where it was not sent, or is null.</summary>
    public static JsonObject? Map(this JsonObject data, string name) => data[name] switch
    {
        null => null,
        JsonObject map => map,
        JsonArray list => throw new BaoException(
            400,
            $"error converting input for field \"{name}\": '[0]' expected type 'map[string]interface {{}}', got unconvertible type "
                + $"'{(list.FirstOrDefault()?.GetValueKind() == JsonValueKind.Number ? "json.Number" : "string")}'"),
        var value => throw Unfit(
            "", name, "map[string]interface {}", value.GetValueKind() == JsonValueKind.Number ? "json.Number" : "string"),
    };

    /// <summary>A list as JSON.</summary>
    public static JsonArray List(this IEnumerable<string> texts) => new([.. texts.Select(each => (JsonNode?)each)]);

    private static bool Flag(JsonNode value) => value.GetValueKind() == JsonValueKind.True;

    private static BaoException Unfit(string prefix, string name, string wanted, string got) => new(
        400, $"{prefix}error converting input for field \"{name}\": '' expected type '{wanted}', got unconvertible type '{got}'");
}
