// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Api.Lists;

/// <summary>One thing of a list: its fields are worked out only when asked for, so that filtering is cheap.</summary>
internal sealed class Row(IEnumerable<string> names, DateTime created, Func<string, JsonNode?> value)
{
    public DateTime Created => created;

    public JsonNode? this[string name] => value(name);

    public static Row Of(JsonObject shown, DateTime created) => new(shown.Select(field => field.Key), created, name => shown[name]);

    /// <param name="wanted">Null: all of them.</param>
    public JsonObject Show(Func<string, bool>? wanted = null)
    {
        var shown = new JsonObject();
        foreach (var name in names.Where(name => wanted?.Invoke(name) ?? true))
        {
            shown[name] = wanted is null ? value(name)?.DeepClone() : FieldSelection.Selected(name, value(name), wanted);
        }

        return shown;
    }
}
