// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Tomlyn.Syntax;

namespace Modules.Ci.RunnerConfig;

/// <summary>Values of TOML as values of a playbook, and back.</summary>
internal static class TomlValue
{
    private static readonly JavaScriptEncoder Plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>What a playbook would write; a time is its text.</summary>
    public static JsonNode? Read(ValueSyntax? value) => value switch
    {
        StringValueSyntax text => text.Value,
        IntegerValueSyntax number => number.Value,
        BooleanValueSyntax flag => flag.Value,
        FloatValueSyntax fraction => fraction.Value,
        ArraySyntax list => new JsonArray([.. list.Items.Select(item => Read(item.Value))]),
        InlineTableSyntax table => ReadTable(table),
        null => null,
        _ => value.ToString().Trim(),
    };

    /// <summary>As it stands in a file. What JSON escapes in a text, TOML escapes alike.</summary>
    /// <param name="name">Whose value it is, for messages.</param>
    /// <param name="value">The playbook's.</param>
    public static string Write(string name, JsonNode? value) => value switch
    {
        JsonArray list => $"[{string.Join(", ", list.Select(item => Write(name, item)))}]",
        JsonObject { Count: 0 } => "{}",
        JsonObject table => $"{{ {string.Join(", ", table.Select(field => $"{Key(field.Key)} = {Write(name, field.Value)}"))} }}",
        null => throw new ModuleException($"Give no null inside {name}: a list or table of TOML has none."),
        _ when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    /// <summary>A key, quoted where it must be.</summary>
    public static string Key(string key) => BareKeySyntax.IsBareKey(key) ? key : Text(key);

    /// <summary>The parts of a key, of which most have one.</summary>
    public static IEnumerable<string> Parts(KeySyntax? key) =>
        key is null ? [] : [Part(key.Key), .. key.DotKeys.Select(dotted => Part(dotted.Key))];

    private static JsonObject ReadTable(InlineTableSyntax table)
    {
        var read = new JsonObject();
        foreach (var field in table.Items.Select(item => item.KeyValue).OfType<KeyValueSyntax>())
        {
            var parts = Parts(field.Key).ToList();
            var inner = read;
            foreach (var part in parts.SkipLast(1))
            {
                inner = (JsonObject)(inner[part] ??= new JsonObject());
            }

            inner[parts[^1]] = Read(field.Value);
        }

        return read;
    }

    private static string Part(BareKeyOrStringValueSyntax? part) =>
        part is StringValueSyntax quoted ? quoted.Value ?? "" : (part as BareKeySyntax)?.Key?.Text ?? "";

    private static string Text(string text) =>
        $"\"{JsonEncodedText.Encode(text, Plain)}\"".Replace("\u007f", "\\u007F", StringComparison.Ordinal);

    /// <summary>Whether two values are one: written alike, whatever the file's style.</summary>
    public static bool Alike(string name, JsonNode? found, JsonNode? wanted) =>
        found is not null && wanted is not null && Plainly(Write(name, found)) == Plainly(Write(name, wanted));

    /// <summary>2.0 and 2 are one number to a playbook, which cannot tell them apart.</summary>
    private static string Plainly(string written) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : written;
}
