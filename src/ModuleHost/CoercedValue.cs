// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>From coerced values to the types code works with. "" stands for "unset" in clearable numbers and reads as null.</summary>
internal static class CoercedValue
{
    public static string? Text(JsonNode? value) => value?.GetValue<string>();

    public static long? Number(JsonNode? value) => Blank(value) ? null : value!.GetValue<long>();

    public static double? Fraction(JsonNode? value) => Blank(value) ? null : value!.GetValue<double>();

    public static IReadOnlyList<string>? TextList(JsonNode? value) =>
        value is JsonArray list ? [.. list.Select(element => element!.GetValue<string>())] : null;

    public static IReadOnlyList<JsonObject>? MappingList(JsonNode? value) =>
        value is JsonArray list ? [.. list.OfType<JsonObject>()] : null;

    public static ArgumentValues? Values(JsonNode? value) => value is JsonObject given ? new(given) : null;

    public static IReadOnlyList<ArgumentValues>? ValuesList(JsonNode? value) =>
        value is JsonArray list ? [.. list.OfType<JsonObject>().Select(given => new ArgumentValues(given))] : null;

    private static bool Blank(JsonNode? value) => value is null || value.GetValueKind() == JsonValueKind.String;
}
