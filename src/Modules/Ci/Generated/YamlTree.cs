// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Generated;

/// <summary>
/// YAML as a tree. A scalar that is no text is plain; a text has the style in which no reader, of YAML 1.1 or 1.2, takes it for
/// something else. Equal trees are written equally, see <see cref="YamlText"/>.
/// </summary>
internal static partial class YamlTree
{
    private static readonly HashSet<string> Words = new(
        ["null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A map in the order given; entries without a value are left out.</summary>
    public static YamlMappingNode Map(params IEnumerable<(string Key, YamlNode? Value)> entries) =>
        new(entries.Where(entry => entry.Value is not null)
            .Select(entry => KeyValuePair.Create<YamlNode, YamlNode>(Text(entry.Key), entry.Value!)));

    public static YamlSequenceNode List(params IEnumerable<YamlNode> items) => new(items);

    public static YamlSequenceNode Texts(params IEnumerable<string> items) => new(items.Select(Text));

    /// <summary>A text that stays one, whatever it looks like.</summary>
    public static YamlScalarNode Text(string text) => new(text) { Style = Style(text) };

    public static YamlScalarNode Flag(bool value) => Plain(value ? "true" : "false");

    public static YamlScalarNode Number(long value) => Plain(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What a playbook wrote.</summary>
    public static YamlNode Of(JsonNode? node) => node switch
    {
        JsonObject map => Map(map.Select(entry => (entry.Key, (YamlNode?)Of(entry.Value)))),
        JsonArray list => List(list.Select(Of)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        JsonValue value => Plain(value.ToJsonString()),
        null => Plain("null"),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A map, or a list, that a playbook wrote as a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">Its name in messages.</param>
    /// <exception cref="ModuleException">It is no YAML, or several documents.</exception>
    public static YamlNode Parse(string text, string what)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: var root }]
                ? Normal(root)
                : throw new ModuleException($"{what} holds {stream.Documents.Count} YAML documents: give one.");
        }
        catch (Exception failure) when (failure is YamlException or InvalidOperationException or ArgumentException)
        {
            var place = failure is YamlException { Start: var start } ? $" (line {start.Line}, column {start.Column})" : "";
            throw new ModuleException($"Mend {what}: it is no YAML{place}: {failure.Message}", failure);
        }
    }

    /// <summary>The value of a map's key; null for none.</summary>
    public static YamlNode? Find(YamlNode? node, string key) =>
        (node as YamlMappingNode)?.Children.FirstOrDefault(child => (child.Key as YamlScalarNode)?.Value == key).Value;

    /// <summary>One tree for all ways to write it: without styles, anchors and aliases.</summary>
    public static YamlNode Normal(YamlNode node)
    {
        YamlNode normal = node switch
        {
            YamlMappingNode map => new YamlMappingNode(
                map.Children.Select(child => KeyValuePair.Create(
                    child.Key is YamlScalarNode ? Normal(child.Key) : throw new InvalidOperationException("a name in it is no text"),
                    Normal(child.Value)))),
            YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Normal)),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: var value } when !IsText(value ?? "") => Plain(value ?? ""),
            YamlScalarNode { Value: var value } => Text(value ?? ""),
            _ => throw new InvalidOperationException("An alias without its anchor."),
        };
        normal.Tag = node.Tag;
        return normal;
    }

    private static YamlScalarNode Plain(string value) => new(value is "" or "~" ? "null" : value) { Style = ScalarStyle.Plain };

    private static ScalarStyle Style(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && !Unprintable().IsMatch(text) ? ScalarStyle.Literal
        : IsText(text) && SafePlain().IsMatch(text) ? ScalarStyle.Plain
        : text.AsSpan().IndexOfAny('"', '\\') >= 0 && !Unprintable().IsMatch(text) ? ScalarStyle.SingleQuoted
        : ScalarStyle.DoubleQuoted;

    /// <summary>Whether a plain scalar is a text to every reader.</summary>
    private static bool IsText(string plain) =>
        plain is not ("" or "=" or "<<") && !Words.Contains(plain) && !Numeric().IsMatch(plain);

    /// <summary>Numbers of all bases, times, dates: whatever begins as one and has nothing else in it.</summary>
    [GeneratedRegex(@"^[-+.]?[0-9][0-9a-fA-FxobeE_.:+\-tTzZ ]*$")]
    private static partial Regex Numeric();

    [GeneratedRegex(
        "^(?:[A-Za-z_/$]|[.][A-Za-z_])(?:[^:#\\x00-\\x1f\\x7f-\\xa0\\ud800-\\udfff\\u2028\\u2029\\ufeff]"
            + "|:(?=[^ ])|(?<! )#)*(?<! )$")]
    private static partial Regex SafePlain();

    /// <summary>Control characters but the line's end, and blanks that a block would lose.</summary>
    [GeneratedRegex("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\xa0\\ud800-\\udfff\\u2028\\u2029\\ufeff]|[ ]\n|^[ \n]")]
    private static partial Regex Unprintable();
}
