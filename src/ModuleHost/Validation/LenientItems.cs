// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using CommandLine;

namespace ModuleHost.Validation;

/// <summary>What is overlooked in the items of a lenient list, see <see cref="ArgumentSpec.Lenient"/>.</summary>
internal static class LenientItems
{
    private const string Omitted = "__omit_place_holder__";

    /// <summary>Leaves out other readers' keys, nulls and omitted values.</summary>
    /// <returns>A warning for each key that is ours but for a slip of the pen.</returns>
    public static IReadOnlyList<string> Tidy(ArgumentSpec spec, JsonObject item, OptionPath path)
    {
        var ours = spec.Names;
        List<string> slips = [];
        foreach (var (name, value) in item.ToList())
        {
            if (!ours.Contains(name) || value is null || IsOmitted(value))
            {
                _ = item.Remove(name);
                if (!ours.Contains(name) && value is not null && Nearest.Slip(name, ours) is { } meant)
                {
                    slips.Add($"{path.Prefix}{name} is no option and is ignored; did you mean '{meant}'?");
                }
            }
        }

        return slips;
    }

    /// <summary>The item as a person finds it in the list.</summary>
    public static string Named(Argument list, JsonObject item, int index) =>
        item["name"] is JsonValue name && name.GetValueKind() == JsonValueKind.String ? $"{list.Name} '{name}'" : $"{list.Name}[{index}]";

    private static bool IsOmitted(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().StartsWith(Omitted, StringComparison.Ordinal);
}
