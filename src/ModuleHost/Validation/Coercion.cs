// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Values;

namespace ModuleHost.Validation;

/// <summary>Ansible's idea of each type: what a value becomes, or why it cannot.</summary>
internal static class Coercion
{
    public static readonly string[] Yes = ["y", "yes", "on", "1", "true", "t"];
    public static readonly string[] No = ["n", "no", "off", "0", "false", "f"];

    /// <exception cref="FormatException">In Ansible's words, without the name of the argument.</exception>
    public static JsonNode? To(ArgumentType type, JsonNode? value, char separator = ',') => type switch
    {
        ArgumentType.Text => Text(value),
        ArgumentType.Flag => Flag(value),
        ArgumentType.Number => Number(value),
        ArgumentType.Fraction => Fraction(value),
        ArgumentType.Path => Path(PythonValue.Text(value)),
        ArgumentType.List => List(value, separator),
        ArgumentType.Mapping => Finite(MappingText.Read(value)),
        _ => Finite(value?.DeepClone()),
    };

    private static JsonValue Path(string path) => !path.Contains('\0', StringComparison.Ordinal)
        ? JsonValue.Create(ExpandedPath.Of(path))
        : throw new FormatException("a path cannot hold a NUL character");

    private static T Finite<T>(T value)
        where T : JsonNode? => PythonValue.NotFinite(value) is { } number
            ? throw new FormatException($"it holds {PythonValue.Repr(number)}, which JSON cannot say")
            : value;

    private static JsonValue Text(JsonNode? value) => JsonValue.Create(PythonValue.Text(value));

    private static JsonValue Flag(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        JsonValueKind.String => Flag(value.GetValue<string>().ToLowerInvariant().Trim(), value),
        JsonValueKind.Number => Flag(Double(value) switch { 0 => "0", 1 => "1", _ => "" }, value),
        _ => throw Cannot(value, "a bool"),
    };

    private static JsonValue Flag(string word, JsonNode? value) =>
        Yes.Contains(word) ? JsonValue.Create(true)
        : No.Contains(word) ? JsonValue.Create(false)
        : throw new FormatException(
            $"The value '{PythonValue.Text(value)}' is not a valid boolean.  Valid booleans include: 0, 1, "
            + string.Join(", ", Yes.Concat(No).Select(each => $"'{each}'")));

    private static JsonValue Number(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(1L),
        JsonValueKind.False => JsonValue.Create(0L),
        JsonValueKind.Number when PythonValue.IsWhole(value) => Number(value.ToJsonString()),
        JsonValueKind.Number when Double(value) is var number && Math.Abs(number) < 1e15 && number == Math.Floor(number) =>
            JsonValue.Create((long)number), // Jinja hands over 8.0 where a playbook computed 8; a fraction proper is refused
        JsonValueKind.String when PythonNumber.Whole(value.GetValue<string>()) is { } digits => Number(digits),
        // Up to ansible-core 2.18 what Jinja computed comes as text: "8.0" for 16 / 2.
        JsonValueKind.String when PythonNumber.Any(value.GetValue<string>()) is { } number && Math.Abs(number) < 1e15
            && number == Math.Floor(number) => JsonValue.Create((long)number),
        _ => throw Cannot(value, "an int"),
    };

    private static JsonValue Number(string digits) =>
        long.TryParse(digits, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : throw new FormatException($"{digits} is beyond 64 bits");

    private static JsonValue Fraction(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(1.0),
        JsonValueKind.False => JsonValue.Create(0.0),
        JsonValueKind.Number when double.IsFinite(Double(value)) => JsonValue.Create(Double(value)),
        JsonValueKind.String when PythonNumber.Any(value.GetValue<string>()) is { } number => JsonValue.Create(number),
        _ => throw Cannot(value, "a float"),
    };

    private static JsonArray List(JsonNode? value, char separator) => value?.GetValueKind() switch
    {
        JsonValueKind.Array => Finite(value.DeepClone().AsArray()),
        JsonValueKind.String when separator == ' ' => [.. value.GetValue<string>().Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(part => (JsonNode?)part)],
        JsonValueKind.String => [.. value.GetValue<string>().Split(separator).Select(part => (JsonNode?)part)],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [(JsonNode?)PythonValue.Text(value)],
        _ => throw Cannot(value, "a list"),
    };

    private static double Double(JsonNode value) => PythonFloat.Of(value);

    private static FormatException Cannot(JsonNode? value, string type) =>
        new($"{PythonValue.TypeOf(value)} cannot be converted to {type}");
}
