// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Modules.Documentation;

/// <summary>What one file, or one family of the shared file, says.</summary>
/// <param name="Root">Its sections.</param>
/// <param name="File">Where it stands, for who is to mend it.</param>
internal sealed record Words(YamlMappingNode Root, string File)
{
    private static readonly string[] Sections =
    [
        "short_description", "description", "notes", "options", "examples", "return", "seealso", "version_added",
    ];

    public string ShortDescription => Text(Find(Root, "short_description")) ?? "";

    public string Examples => Text(Find(Root, "examples")) ?? "";

    public IReadOnlyList<string> Description => Texts(Find(Root, "description"));

    public IReadOnlyList<string> Notes => Texts(Find(Root, "notes"));

    public IReadOnlyList<string> SeeAlso => Texts(Find(Root, "seealso"));

    /// <summary>The release of the collection that brought it; the first one where none is named.</summary>
    public string VersionAdded => Text(Find(Root, "version_added")) ?? "0.1.0";

    public YamlMappingNode Options => Find(Root, "options") as YamlMappingNode ?? [];

    public YamlMappingNode Return => Find(Root, "return") as YamlMappingNode ?? [];

    public static Words Parse(string text, string where)
    {
        try
        {
            return Checked(Document(text), where);
        }
        catch (Exception fault) when (IsNoYaml(fault))
        {
            throw new WordsException($"{where}: {fault.Message}", fault);
        }
    }

    /// <summary>The scanner trips over some open brackets without a word of its own.</summary>
    public static bool IsNoYaml(Exception fault) => fault is YamlException or InvalidOperationException;

    public static Words Checked(YamlMappingNode root, string where) =>
        Keys(root).Except(Sections).FirstOrDefault() is { } unknown
            ? throw new WordsException($"{where}: no such section: {unknown}")
            : new Words(root, where);

    public static YamlMappingNode Document(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : [];
    }

    public static IEnumerable<string> Keys(YamlMappingNode node) => node.Children.Keys.Select(key => (string)key!);

    public static YamlNode? Find(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value;

    /// <summary>One text or several.</summary>
    public static IReadOnlyList<string> Texts(YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } text } => [text],
        YamlSequenceNode list => [.. list.Select(each => (string)each!)],
        YamlMappingNode words => Texts(Find(words, "description")),
        _ => [],
    };
}
