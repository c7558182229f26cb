// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost.Execution;

/// <summary>
/// A text with a NUL character, of which the system would see the beginning only; the runtime refuses it wherever it is used.
/// </summary>
internal static class NulCharacter
{
    /// <summary>The option that has one, such as <c>rpm[0].ca_cert</c>; null where none has.</summary>
    public static string? In(JsonNode? value, string option = "") => value switch
    {
        JsonObject map => First(map.Select(entry => In(entry.Value, option.Length > 0 ? $"{option}.{entry.Key}" : entry.Key))),
        JsonArray list => First(list.Select((each, at) => In(each, $"{option}[{at}]"))),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && text.ToString().Contains('\0', StringComparison.Ordinal) =>
            option,
        _ => null,
    };

    private static string? First(IEnumerable<string?> options) => options.FirstOrDefault(option => option is not null);
}
