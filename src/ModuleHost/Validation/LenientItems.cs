// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost.Validation;

/// <summary>What is overlooked in the items of a lenient list, see <see cref="ArgumentSpec.Lenient"/>.</summary>
internal static class LenientItems
{
    private const string Omitted = "__omit_place_holder__";

    /// <summary>Leaves out other readers' keys, nulls and omitted values.</summary>
    public static void Tidy(ArgumentSpec spec, JsonObject item)
    {
        var ours = spec.Names;
        foreach (var (name, value) in item.ToList())
        {
            if (!ours.Contains(name) || value is null || IsOmitted(value))
            {
                _ = item.Remove(name);
            }
        }
    }

    /// <summary>The item as a person finds it in the list.</summary>
    public static string Named(Argument list, JsonObject item, int index) =>
        item["name"] is JsonValue name && name.GetValueKind() == JsonValueKind.String ? $"{list.Name} '{name}'" : $"{list.Name}[{index}]";

    private static bool IsOmitted(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().StartsWith(Omitted, StringComparison.Ordinal);
}
