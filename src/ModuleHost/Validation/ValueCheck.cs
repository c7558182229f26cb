// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Values;

namespace ModuleHost.Validation;

/// <summary>The checks of one argument's value: its type, the types of its elements, its choices. The value is replaced by
/// what it is coerced to.</summary>
internal static class ValueCheck
{
    public static IEnumerable<string> Coerce(Argument argument, JsonObject values, OptionPath path)
    {
        var value = values[argument.Name];
        if (argument.Clearable && PythonValue.Repr(value) == "''")
        {
            return [];
        }

        try
        {
            var coerced = Coercion.To(argument.Type, value, argument.Separator);
            List<string> complaints = [];
            if (OutOfRange(argument, coerced) is { } complaint)
            {
                return [complaint + path.FoundIn];
            }

            values[argument.Name] = argument.Elements is { } elements
                ? Elements(argument.Name, elements, coerced!.AsArray(), path, complaints)
                : coerced;
            return value is JsonArray ? complaints : complaints.Take(1); // what is no list has parts, not elements
        }
        catch (FormatException failure)
        {
            var found = path.Options.Count > 0 ? path.FoundInQuoted + "." : "";
            return
            [
                $"argument '{argument.Name}' is of type {PythonValue.TypeOf(value)}{found} and we were unable to convert to "
                + $"{argument.Type.InAnsible()}: {failure.Message}",
            ];
        }
    }

    /// <summary>
    /// A tag, a version or a release without quotes is a number to YAML: 1.10 is 1.1 before any module sees it, and nothing can
    /// bring the zero back.
    /// </summary>
    public static IEnumerable<string> NumbersAsTexts(Argument argument, JsonNode? value, OptionPath path) =>
        argument.Secrecy != Secrecy.Open || (argument.Elements ?? argument.Type) != ArgumentType.Text ? []
        : (value is JsonArray list ? [.. list] : new[] { value })
            .OfType<JsonValue>()
            .Where(each => each.GetValueKind() == JsonValueKind.Number && !PythonValue.IsWhole(each))
            .Select(each => $"{path.Prefix}{argument.Name} was given the number {PythonValue.Repr(each)}, which is used as text. "
                + "Write it in quotes: without them 1.10 is 1.1 before a module sees it.");

    private static string? OutOfRange(Argument argument, JsonNode? value)
    {
        if (argument is { Type: ArgumentType.Path, Required: true } && PythonValue.Repr(value) == "''")
        {
            return $"value of {argument.Name} must be a path, got an empty text";
        }

        if (argument is { Minimum: null, Maximum: null } || value is not JsonValue number || PythonFloat.Of(number) is var given
            && given >= (argument.Minimum ?? double.MinValue) && given <= (argument.Maximum ?? double.MaxValue))
        {
            return null;
        }

        var range = (argument.Minimum, argument.Maximum) switch
        {
            ({ } least, { } greatest) => $"between {least} and {greatest}",
            ({ } least, _) => $"at least {least}",
            (_, var greatest) => $"at most {greatest}",
        };
        return $"value of {argument.Name} must be {range}, got: {PythonValue.Text(value)}";
    }

    public static string? Choose(Argument argument, JsonObject values)
    {
        var choices = string.Join(", ", argument.Choices);
        if (values[argument.Name] is JsonArray list)
        {
            var strange = list.Select(PythonValue.Text).Where(each => !argument.Choices.Contains(each)).ToList();
            return strange.Count == 0 ? null
                : $"value of {argument.Name} must be one or more of: {choices}. Got no match for: {string.Join(", ", strange)}";
        }

        var value = PythonValue.Text(values[argument.Name]);
        if (argument.Choices.Contains(value))
        {
            return null;
        }

        if (AsYamlMeant(value, argument.Choices) is { } choice)
        {
            values[argument.Name] = choice;
            return null;
        }

        return $"value of {argument.Name} must be one of: {choices}, got: {value}";
    }

    private static JsonArray Elements(string name, ArgumentType type, JsonArray list, OptionPath path, List<string> complaints)
    {
        var coerced = new JsonArray();
        foreach (var element in list)
        {
            try
            {
                coerced.Add(Coercion.To(type, element));
            }
            catch (FormatException failure)
            {
                complaints.Add(
                    $"Elements value for option '{name}'{path.FoundInQuoted} is of type {PythonValue.TypeOf(element)} "
                    + $"and we were unable to convert to {type.InAnsible()}: {failure.Message}");
            }
        }

        return coerced;
    }

    /// <summary>YAML reads a bare <c>yes</c> as true; where just one choice can be meant, it is that.</summary>
    private static string? AsYamlMeant(string value, IReadOnlyList<string> choices)
    {
        var words = value == "True" ? Coercion.Yes : value == "False" ? Coercion.No : [];
        return choices.Where(words.Contains).ToList() is [var only] ? only : null;
    }
}
