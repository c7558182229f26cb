// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Json;

namespace Sandbox.Api.Validation;

/// <summary>Reads one value as its field wants it, in Django REST framework's order and words.</summary>
internal sealed partial class FieldReader(Hyperlinks links)
{
    // These may begin or end with blanks that matter.
    private static readonly HashSet<string> Untrimmed = ["password", "proxy_password"];

    /// <exception cref="FieldProblemException">The value does not fit.</exception>
    public JsonNode? Read(Field field, JsonNode? value)
    {
        if (field.Targets.Count > 0 && field.Kind == "reference" && Values.Text(value)?.Length == 0)
        {
            value = null;
        }

        if (value is null)
        {
            return field.Nullable ? null : throw new FieldProblemException("This field may not be null.");
        }

        var read = Convert(field, field.Kind, value);
        if (field.Choices.Count > 0 && field.Kind != "list" && !field.Choices.Contains(Values.Text(read)!))
        {
            throw new FieldProblemException($"\"{Values.Text(value)}\" is not a valid choice.");
        }

        return Within(field, read);
    }

    private static JsonNode Within(Field field, JsonNode read)
    {
        if (field.Kind is "integer" or "number")
        {
            var number = Values.Number(read);
            if (number < field.Minimum)
            {
                throw new FieldProblemException($"Ensure this value is greater than or equal to {Shown(field, field.Minimum.Value)}.");
            }

            if (number > field.Maximum)
            {
                throw new FieldProblemException($"Ensure this value is less than or equal to {Shown(field, field.Maximum.Value)}.");
            }
        }

        return Values.Text(read) is { } text && text.Length > field.MaxLength
            ? throw new FieldProblemException($"Ensure this field has no more than {field.MaxLength} characters.")
            : read;
    }

    private static string Shown(Field field, decimal limit) => field.Kind == "number"
        ? limit.ToString("0.0###", CultureInfo.InvariantCulture)
        : limit.ToString("0", CultureInfo.InvariantCulture);

    private JsonNode Convert(Field field, string kind, JsonNode value) => kind switch
    {
        "string" or "email" => Text(field, kind, value),
        "integer" => Integer(value),
        "number" => Number(value),
        "boolean" => Values.Text(value)?.ToUpperInvariant() switch
        {
            "TRUE" or "T" or "Y" or "YES" or "ON" or "1" or "1.0" when IsPlain(value) => JsonValue.Create(true),
            "FALSE" or "F" or "N" or "NO" or "OFF" or "0" or "0.0" when IsPlain(value) => JsonValue.Create(false),
            _ => throw new FieldProblemException("Must be a valid boolean."),
        },
        "list" => List(field, value),
        "map" => Map(value),
        "reference" => JsonValue.Create(links.Resolve(value, field.Targets)),
        "datetime" =>
            value.GetValueKind() == JsonValueKind.String
            && DateTimeOffset.TryParse(Values.Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when)
            ? JsonValue.Create(Clock.Show(when.UtcDateTime))
            : throw new FieldProblemException(
                "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."),
        _ => value.DeepClone(),
    };

    /// <summary>A text "1.0" is none of Python's truths, a number 1.0 is.</summary>
    private static bool IsPlain(JsonNode value) =>
        value.GetValueKind() != JsonValueKind.String || !value.GetValue<string>().Contains('.', StringComparison.Ordinal);

    private static JsonValue Text(Field field, string kind, JsonNode value)
    {
        if (value is not JsonValue || value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            throw new FieldProblemException(
                field.Choices.Count > 0 ? $"\"{PythonText.Show(value)}\" is not a valid choice."
                : kind == "email" ? "Enter a valid email address."
                : "Not a valid string.");
        }

        var text = Values.Text(value)!;
        if (field.Choices.Count > 0)
        {
            return JsonValue.Create(text);
        }

        text = Untrimmed.Contains(field.Name) ? text : text.Trim();
        if (text.Length == 0 && (field.NotBlank || (field.Required && kind == "string")))
        {
            throw new FieldProblemException("This field may not be blank.");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw kind == "email"
                ? new FieldProblemException(new JsonArray("Null characters are not allowed.", "Enter a valid email address."))
                : new FieldProblemException("Null characters are not allowed.");
        }

        return kind == "email" && text.Length > 0 && !EmailText().IsMatch(text)
            ? throw new FieldProblemException("Enter a valid email address.")
            : JsonValue.Create(text);
    }

    /// <summary>Of any size: it is the database that finds some too big.</summary>
    private static JsonValue Integer(JsonNode value)
    {
        var digits = IntegerText().Match(Values.Text(value) ?? "");

        if (!digits.Success || value.GetValueKind() is not (JsonValueKind.Number or JsonValueKind.String))
        {
            throw new FieldProblemException("A valid integer is required.");
        }

        var number = decimal.Parse(digits.Groups[1].Value, CultureInfo.InvariantCulture);

        return number is >= long.MinValue and <= long.MaxValue ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    /// <exception cref="HttpProblemException">Python takes it for a number, and nothing after that can do with it.</exception>
    private static JsonValue Number(JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(value.GetValue<bool>() ? 1.0m : 0.0m);
            case JsonValueKind.String when value.GetValue<string>().Trim().StartsWith("-inf", StringComparison.OrdinalIgnoreCase):
                return JsonValue.Create(decimal.MinValue);
            case JsonValueKind.String when NoNumber().IsMatch(value.GetValue<string>()):
                throw HttpProblemException.ServerError();
            case JsonValueKind.Number or JsonValueKind.String
                when decimal.TryParse(Values.Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                // Python shows a float that is whole with its ".0"; a decimal keeps the digits it was made of.
                return JsonValue.Create(number == decimal.Truncate(number) ? decimal.Truncate(number) * 1.0m : number);
            default:
                throw new FieldProblemException("A valid number is required.");
        }
    }

    private JsonArray List(Field field, JsonNode value)
    {
        if (field.Items == "reference" || field.Choices.Count > 0 || field.Name == "permissions")
        {
            return Several(field, value);
        }

        if (value is not JsonArray items)
        {
            throw new FieldProblemException($"Expected a list of items but got type \"{PythonText.TypeOf(value)}\".");
        }

        var item = field with { Kind = field.Items ?? "json", NotBlank = field.Items == "string", Nullable = false };
        var problems = new JsonObject();
        var read = new JsonArray();
        for (var at = 0; at < items.Count; at++)
        {
            try
            {
                read.Add(field.Name == "headers" ? Headers(items[at]) : Read(item, items[at]));
            }
            catch (FieldProblemException problem)
            {
                problems[at.ToString(CultureInfo.InvariantCulture)] = problem.Shown.DeepClone();
            }
        }

        return problems.Count == 0 ? read : throw new FieldProblemException(problems);
    }

    /// <summary>Choices and references.</summary>
    /// <remarks>A dictionary is its keys, doubles are dropped, and the first wrong one is all that is told.</remarks>
    private JsonArray Several(Field field, JsonNode value)
    {
        var given = value switch
        {
            JsonArray list => list.ToList(),
            JsonObject keys => keys.Select(pair => (JsonNode?)pair.Key).ToList(),
            _ => throw new FieldProblemException($"Expected a list of items but got type \"{PythonText.TypeOf(value)}\"."),
        };

        var read = given.Select(item => One(field, item)).Distinct();
        if (field.Choices.Count > 0)
        {
            read = read.OrderDescending(StringComparer.Ordinal); // kept as a set: in another order than the one given
        }

        return new JsonArray([.. read.Select(item => (JsonNode?)item)]);
    }

    private string One(Field field, JsonNode? item)
    {
        if (field.Items == "reference")
        {
            return links.Resolve(item ?? throw HttpProblemException.ServerError(), field.Targets);
        }

        var choice = item is null ? "None" : PythonText.Show(item);

        return field.Choices.Count == 0 || field.Choices.Contains(choice)
            ? choice
            : throw new FieldProblemException($"\"{choice}\" is not a valid choice.");
    }

    private static JsonNode Headers(JsonNode? value) => value is JsonObject
        ? value.DeepClone()
        : value is null
        ? throw new FieldProblemException("This field may not be null.")
        : throw new FieldProblemException($"Expected a dictionary of items but got type \"{PythonText.TypeOf(value)}\".");

    private static JsonObject Map(JsonNode value)
    {
        if (value is not JsonObject entries)
        {
            throw new FieldProblemException($"Expected a dictionary of items but got type \"{PythonText.TypeOf(value)}\".");
        }

        var read = new JsonObject();
        var problems = new JsonObject();
        foreach (var (key, entry) in entries)
        {
            if (entry is not null && (entry is not JsonValue || entry.GetValueKind() is JsonValueKind.True or JsonValueKind.False))
            {
                problems[key] = new JsonArray("Not a valid string.");
            }
            else if (Values.Text(entry)?.Contains('\0', StringComparison.Ordinal) == true)
            {
                problems[key] = new JsonArray("Null characters are not allowed.");
            }

            read[key] = Values.Text(entry)?.Trim();
        }

        return problems.Count == 0 ? read : throw new FieldProblemException(problems);
    }

    [GeneratedRegex(@"^\s*([-+]?\d{1,27})(?:\.0*)?\s*$")]
    private static partial Regex IntegerText();

    [GeneratedRegex(@"^\s*[-+]?(nan|inf|infinity)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex NoNumber();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")]
    private static partial Regex EmailText();
}
