// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Workflows.Settings;

/// <summary>What playbooks write as lists and mappings, or, as they had to once, as texts of YAML.</summary>
internal static class Playbook
{
    /// <summary>The tree; null where nothing is said.</summary>
    /// <exception cref="ModuleException">A text is no YAML.</exception>
    public static YamlNode? Tree(JsonNode? value, string what) => value switch
    {
        null => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Trim().Length == 0
            ? null
            : YamlTree.Parse(text.GetValue<string>(), what),
        _ => YamlTree.Of(value),
    };

    /// <summary>A text; null where nothing is said.</summary>
    /// <exception cref="ModuleException">A list or a mapping stands there.</exception>
    public static string? Text(JsonNode? value, string what) => value switch
    {
        null => null,
        JsonValue text => text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : text.ToJsonString(),
        _ => throw new ModuleException($"Give a text in {what}: it is a list or a mapping."),
    };

    /// <summary>Steps.</summary>
    /// <exception cref="ModuleException">They are none.</exception>
    public static IReadOnlyList<Step> Steps(JsonNode? value, string what) => Tree(value, what) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(each => Step.Of(each, what))],
        _ => throw new ModuleException($"{what} is no list of steps: begin each with '- name:'."),
    };

    /// <summary>Texts, in lists of lists or one.</summary>
    /// <exception cref="ModuleException">They are none.</exception>
    public static IReadOnlyList<string> Texts(JsonNode? value, string what) => value switch
    {
        JsonArray list => [.. list.SelectMany(each => Texts(each, what))],
        JsonValue text when text.GetValueKind() == JsonValueKind.String && !text.GetValue<string>().Contains('\n', StringComparison.Ordinal)
            && !text.GetValue<string>().StartsWith('[') && !text.GetValue<string>().StartsWith("- ", StringComparison.Ordinal) =>
            text.GetValue<string>() is { Length: > 0 } word ? [word.Trim()] : [],
        _ => Tree(value, what) switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Children.Select(each => (each as YamlScalarNode)?.Value ?? throw NoTexts(what))],
            YamlScalarNode { Value: { } one } => [one],
            _ => throw NoTexts(what),
        },
    };

    /// <summary>Inputs, in a mapping or in several, one after the other.</summary>
    /// <exception cref="ModuleException">They are none.</exception>
    public static IReadOnlyList<DispatchInput> Inputs(JsonNode? value, string what) => value is JsonArray list
        ? [.. list.SelectMany(each => Inputs(each, what))]
        : Tree(value, what) switch
        {
            null or YamlScalarNode { Value: null or "" or "null" } => [],
            YamlMappingNode map => [.. map.Children.Select(
                child => DispatchInput.Of(((YamlScalarNode)child.Key).Value!, child.Value, what))],
            _ => throw new ModuleException($"{what} is no mapping of inputs."),
        };

    private static ModuleException NoTexts(string what) => new($"{what} is no list of texts.");
}
