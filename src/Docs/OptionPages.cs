using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using YamlDotNet.RepresentationModel;

namespace Docs;

/// <summary>The options of a module: the facts of each, and its words.</summary>
internal sealed class OptionPages(Subject subject, YamlText text)
{
    public void Write()
    {
        var spec = subject.Module.Arguments;
        RefuseUnknown(subject.Own.Options, spec, subject.Name);
        text.Key(0, "options");
        foreach (var argument in spec.Arguments)
        {
            Write(argument, 1, Found(subject.All, argument), argument.Name, Said(argument, spec));
        }
    }

    private static void RefuseUnknown(YamlMappingNode words, ArgumentSpec spec, string where)
    {
        if (Words.Keys(words).Except(spec.Arguments.Select(argument => argument.Name)).FirstOrDefault() is { } unknown)
        {
            throw new WordsException($"{where}: words for {unknown}, which is no option");
        }
    }

    private void Write(Argument argument, int depth, YamlNode? words, string path, IEnumerable<string> sentences)
    {
        var prose = Words.Texts(words);
        if (prose.Count == 0)
        {
            throw new WordsException($"{subject.Name}: no words for option {path}");
        }

        text.Key(depth, argument.Name);
        text.Texts(depth + 1, "description", prose.Select(subject.Said).Concat(sentences));
        WriteFacts(argument, depth + 1);
        if (argument.Options is { } options)
        {
            var inner = words is YamlMappingNode mapping ? Words.Find(mapping, "suboptions") as YamlMappingNode ?? [] : [];
            RefuseUnknown(inner, options, $"{subject.Name}.{path}");
            var others = Words.Texts(words is YamlMappingNode about ? Words.Find(about, "suboptions_of") : null)
                .SelectMany(subject.Folder.Of).ToList();
            text.Key(depth + 1, "suboptions");
            foreach (var option in options.Arguments)
            {
                Write(option, depth + 2, Words.Find(inner, option.Name) ?? Found(others, option), $"{path}.{option.Name}", []);
            }
        }
    }

    private static YamlNode? Found(IEnumerable<Words> words, Argument argument) =>
        words.Select(each => Words.Find(each.Options, argument.Name)).FirstOrDefault(found => found is not null);

    private void WriteFacts(Argument argument, int depth)
    {
        text.Key(depth, "type", argument.Type.InAnsible());
        if (argument.Elements is { } elements)
        {
            text.Key(depth, "elements", elements.InAnsible());
        }

        if (argument.Required)
        {
            text.Key(depth, "required", "true");
        }

        if (argument.Default is { } otherwise)
        {
            text.Key(depth, "default", YamlText.Value(otherwise));
        }

        WriteList("choices", argument.Choices, depth);
        WriteList("aliases", argument.Aliases, depth);
    }

    private void WriteList(string key, IReadOnlyList<string> values, int depth)
    {
        if (values.Count > 0)
        {
            text.Key(depth, key);
            foreach (var value in values)
            {
                text.Item(depth + 1, YamlText.Value(JsonValue.Create(value)));
            }
        }
    }

    /// <summary>What the facts say that Ansible's documentation has no key for.</summary>
    private IEnumerable<string> Said(Argument argument, ArgumentSpec spec)
    {
        var field = subject.Fields.FirstOrDefault(each => each.Argument.Name == argument.Name);
        if (field is { Clearable: true } or ReferenceField { FilledIn: false } or RepositoryOrVersionField)
        {
            yield return Sentence("clearable");
        }

        if (field is { NeededToCreate: true })
        {
            yield return Sentence("needed_to_create");
        }

        if (field is { WriteOnly: true })
        {
            yield return Sentence("write_only");
        }

        if (field?.Releases is { Since: { } since } young)
        {
            yield return Sentence("since", $"{young.Package} {since}");
        }

        if (field?.Releases is { Until: { } until } old)
        {
            yield return Sentence("until", $"{old.Package} {until}");
        }

        if (field is { Successor: { } successor })
        {
            yield return Sentence("successor", successor);
        }

        if (argument.EnvironmentVariable is { } variable)
        {
            yield return Sentence("environment", variable);
        }

        foreach (var rule in spec.Constraints.OfType<RequiredIf>().Where(rule => rule.Needs.Contains(argument)))
        {
            yield return Sentence(rule.Any && rule.Needs.Count > 1 ? "required_one_if" : "required_if", $"{rule.When.Name}={rule.Equal}");
        }
    }

    private string Sentence(string fact, string of = "") => subject.Folder.Sentences.TryGetValue(fact, out var sentence)
        ? sentence.Replace("$of", of, StringComparison.Ordinal)
        : throw new WordsException($"Shared.yml: no sentence for {fact}");
}
