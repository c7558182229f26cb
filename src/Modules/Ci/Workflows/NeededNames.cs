// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Ci.Workflows.Settings;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Workflows;

/// <summary>The secrets and variables that files need, read from the expressions that were written into them.</summary>
internal static partial class NeededNames
{
    public const string Secrets = "secrets";
    public const string Variables = "vars";

    /// <summary>For a result: the name, the environment, and the name without the environment's prefix.</summary>
    public static JsonArray Of(string context, IEnumerable<YamlNode> files, EnvironmentNames environments) =>
    [
        .. files.SelectMany(Expressions).SelectMany(expression => In(context, expression, environments)).Distinct()
            .OrderBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => (JsonNode?)new JsonObject { ["name"] = each.Name, ["key"] = each.Key, ["environment"] = each.Environment }),
    ];

    private static IEnumerable<Needed> In(string context, string expression, EnvironmentNames environments) =>
        Plain().Matches(expression).Where(match => match.Groups["context"].Value == context)
            .Select(match => match.Groups["name"].Value).Where(name => name != "GITHUB_TOKEN") // GitHub's own
            .Select(name => new Needed(name, name, null))
            .Concat(Prefixed().Matches(expression).Where(match => match.Groups["context"].Value == context)
                .SelectMany(match => environments.Names.Select(environment => new Needed(
                    $"{environments.Prefixes[environment]}_{match.Groups["name"].Value}", match.Groups["name"].Value, environment))));

    private static IEnumerable<string> Expressions(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(child => child is { Key: YamlScalarNode { Value: "if" }, Value: YamlScalarNode text }
            ? [text.Value ?? ""]
            : Expressions(child.Value)),
        YamlSequenceNode list => list.Children.SelectMany(Expressions),
        YamlScalarNode { Value: { } text } => Expression().Matches(text).Select(match => match.Value),
        _ => [],
    };

    [GeneratedRegex(@"\$\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\b(?<context>secrets|vars)(?:\.(?<name>[A-Za-z_][A-Za-z0-9_]*)|\[\s*'(?<name>[A-Za-z0-9_]+)'\s*\])")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\b(?<context>secrets|vars)\[\s*format\(\s*'\{0\}_(?<name>[A-Za-z0-9_]+)'\s*,")]
    private static partial Regex Prefixed();

    private sealed record Needed(string Name, string Key, string? Environment);
}
