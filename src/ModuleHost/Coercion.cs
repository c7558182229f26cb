using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>Ansible's idea of each type: what a value becomes, or why it cannot.</summary>
internal static class Coercion
{
    private static readonly string[] Yes = ["y", "yes", "on", "1", "true", "t"];
    private static readonly string[] No = ["n", "no", "off", "0", "false", "f"];

    /// <exception cref="FormatException">In Ansible's words, without the name of the argument.</exception>
    public static JsonNode? To(ArgumentType type, JsonNode? value, char separator = ',') => type switch
    {
        ArgumentType.Text => Text(value),
        ArgumentType.Flag => Flag(value),
        ArgumentType.Number => Number(value),
        ArgumentType.Fraction => Fraction(value),
        ArgumentType.Path => ExpandedPath.Of(Text(value).GetValue<string>()),
        ArgumentType.List => List(value, separator),
        ArgumentType.Mapping => MappingText.Read(value),
        _ => value?.DeepClone(),
    };

    private static JsonValue Text(JsonNode? value) => JsonValue.Create(Python.Text(value));

    private static JsonValue Flag(JsonNode? value)
    {
        if (value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.String or JsonValueKind.Number))
        {
            throw Cannot(value, "a bool");
        }

        var word = Python.Text(value).ToLowerInvariant().Trim();
        return Yes.Contains(word) || word == "1.0" ? JsonValue.Create(true)
            : No.Contains(word) || word == "0.0" ? JsonValue.Create(false)
            : throw new FormatException(
                $"The value '{Python.Text(value)}' is not a valid boolean.  Valid booleans include: 0, 1, "
                + string.Join(", ", Yes.Concat(No).Select(each => $"'{each}'")));
    }

    private static JsonValue Number(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(1L),
        JsonValueKind.False => JsonValue.Create(0L),
        JsonValueKind.Number when Whole(value.ToJsonString()) is { } number => JsonValue.Create(number),
        JsonValueKind.String when long.TryParse(
            value.GetValue<string>(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => throw Cannot(value, "an int"),
    };

    private static JsonValue Fraction(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(1.0),
        JsonValueKind.False => JsonValue.Create(0.0),
        JsonValueKind.Number => JsonValue.Create(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        JsonValueKind.String when double.TryParse(
            value.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            => JsonValue.Create(number),
        _ => throw Cannot(value, "a float"),
    };

    private static JsonArray List(JsonNode? value, char separator) => value?.GetValueKind() switch
    {
        JsonValueKind.Array => value.DeepClone().AsArray(),
        JsonValueKind.String when separator == ' ' => [.. value.GetValue<string>().Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(part => (JsonNode?)part)],
        JsonValueKind.String => [.. value.GetValue<string>().Split(separator).Select(part => (JsonNode?)part)],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [(JsonNode?)Python.Text(value)],
        _ => throw Cannot(value, "a list"),
    };

    /// <summary>Jinja hands over 8.0 where a playbook computed 8; a fraction proper is refused.</summary>
    private static long? Whole(string json) =>
        long.TryParse(json, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1e15 && number == Math.Floor(number) ? (long)number
        : null;

    private static FormatException Cannot(JsonNode? value, string type) => new($"{Python.TypeOf(value)} cannot be converted to {type}");
}
