// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using static Modules.Ci.Generated.YamlTree;

namespace Modules.Ci.Workflows.Model;

/// <summary>What somebody is asked who starts a workflow.</summary>
/// <param name="Name">What expressions know it by.</param>
/// <param name="Description">What is shown.</param>
internal sealed record DispatchInput(string Name, string? Description)
{
    private static readonly string[] Known = ["description", "type", "required", "default", "options", "deprecationMessage"];
    private static readonly string[] Types = ["boolean", "choice", "environment", "number", "string"];

    /// <summary>string unless said.</summary>
    public string? Type { get; init; }

    public bool? Required { get; init; }

    public YamlNode? Default { get; init; }

    /// <summary>Of a choice.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Why not to use it.</summary>
    public string? Deprecated { get; init; }

    /// <summary>An input that a playbook wrote.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="node">Its tree; null and nothing in it will do.</param>
    /// <param name="what">The option it came in, for messages.</param>
    /// <exception cref="ModuleException">It is none.</exception>
    public static DispatchInput Of(string name, YamlNode? node, string what)
    {
        if (node is not (null or YamlScalarNode { Value: null or "" or "null" } or YamlMappingNode))
        {
            throw new ModuleException($"{what}: the input '{name}' is a mapping of {string.Join(", ", Known)}.");
        }

        var keys = (node as YamlMappingNode)?.Children.Select(child => ((YamlScalarNode)child.Key).Value!) ?? [];
        if (keys.Except(Known).FirstOrDefault() is { } unknown)
        {
            throw new ModuleException($"{what}: the input '{name}' has no '{unknown}', only {string.Join(", ", Known)}.");
        }

        var type = Scalar(node, "type");
        if (type is not null && !Types.Contains(type))
        {
            throw new ModuleException($"{what}: the input '{name}' has the type '{type}'; GitHub knows {string.Join(", ", Types)}.");
        }

        IReadOnlyList<string> options =
            Find(node, "options") is YamlSequenceNode list ? [.. list.Children.Select(each => (each as YamlScalarNode)?.Value ?? "")] : [];
        return type == "choice" && options.Count == 0
            ? throw new ModuleException($"{what}: the input '{name}' is a choice without options.")
            : new(name, Scalar(node, "description"))
            {
                Type = type,
                Required = Scalar(node, "required") is { } required ? required.Equals("true", StringComparison.OrdinalIgnoreCase) : null,
                Default = Find(node, "default"),
                Options = options,
                Deprecated = Scalar(node, "deprecationMessage"),
            };
    }

    public YamlMappingNode ToTree() => Map(
        ("description", Description is null ? null : Text(Description)),
        ("type", Type is null ? null : Text(Type)),
        ("required", Required is { } required ? Flag(required) : null),
        ("default", Default),
        ("options", Options.Count == 0 ? null : Texts(Options)),
        ("deprecationMessage", Deprecated is null ? null : Text(Deprecated)));

    private static string? Scalar(YamlNode? node, string key) =>
        Find(node, key) is YamlScalarNode { Style: not ScalarStyle.Plain, Value: var text } ? text
        : Find(node, key) is YamlScalarNode { Value: not "null" and var plain } ? plain : null;
}
