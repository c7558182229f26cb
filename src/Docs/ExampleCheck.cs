// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Documentation;
using YamlDotNet.RepresentationModel;

namespace Docs;

/// <summary>Examples are YAML, call the module often enough, and only with what it takes.</summary>
internal static class ExampleCheck
{
    public const string Collection = "stackhpc.kayobe_modules.";
    private const int Wanted = 3;

    public static void Require(Subject subject)
    {
        var where = $"{subject.Own.File}: {subject.Name}";
        var calls = Calls(Parsed(where, subject.Own.Examples), Collection + subject.Name).ToList();
        if (calls.Count < Wanted)
        {
            throw new WordsException($"{where}: {calls.Count} of at least {Wanted} examples");
        }

        foreach (var call in calls)
        {
            Require(call, subject.Module.Arguments, where);
        }
    }

    private static YamlNode Parsed(string where, string examples)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(examples));
            return stream.Documents is [var only]
                ? only.RootNode
                : throw new WordsException($"{where}: the examples are no list of tasks");
        }
        catch (Exception fault) when (Words.IsNoYaml(fault))
        {
            throw new WordsException($"{where}: the examples are no YAML: {fault.Message}", fault);
        }
    }

    private static IEnumerable<YamlNode> Calls(YamlNode node, string name) => node switch
    {
        YamlSequenceNode list => list.SelectMany(each => Calls(each, name)),
        YamlMappingNode mapping => mapping.SelectMany(pair => (string?)pair.Key == name ? [pair.Value] : Calls(pair.Value, name)),
        _ => [],
    };

    private static void Require(YamlNode call, ArgumentSpec spec, string where)
    {
        var given = call as YamlMappingNode ?? [];
        foreach (var (key, value) in given)
        {
            var argument = spec.Arguments.FirstOrDefault(each => each.Name == (string)key! || each.Aliases.Contains((string)key!))
                ?? throw new WordsException($"{where}: an example uses {(string)key!}, which is no option");
            RequireValue(argument, value, $"{where}.{argument.Name}");
        }

        // The server comes from module_defaults, which examples need not repeat.
        var missing = spec.Arguments.FirstOrDefault(each => each is { Required: true, Name: not "pulp_url" }
            && !each.Aliases.Append(each.Name).Any(name => Words.Find(given, name) is not null));
        if (missing is not null)
        {
            throw new WordsException($"{where}: an example lacks {missing.Name}");
        }
    }

    private static void RequireValue(Argument argument, YamlNode value, string where)
    {
        if (value is YamlScalarNode { Value: { } text } && argument.Choices.Count > 0 && !argument.Choices.Contains(text)
            && !text.Contains("{{", StringComparison.Ordinal))
        {
            throw new WordsException($"{where}: an example uses {text}, which is none of {string.Join(", ", argument.Choices)}");
        }

        if (argument.Options is { } options)
        {
            foreach (var inner in value switch
            {
                YamlMappingNode one => [one],
                YamlSequenceNode list => list.OfType<YamlMappingNode>(),
                _ => Array.Empty<YamlMappingNode>(),
            })
            {
                Require(inner, options, where);
            }
        }
    }
}
