// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using YamlDotNet.RepresentationModel;

namespace Modules.Documentation;

/// <summary>Joins the facts of a module's options with the words about them.</summary>
internal sealed class OptionReader(Subject subject)
{
    /// <exception cref="WordsException">An option without words, or words without an option.</exception>
    public IReadOnlyList<OptionWords> Read()
    {
        var spec = subject.Module.Arguments;
        RefuseUnknown(subject.Own.Options, spec, subject.Name);
        return [.. spec.Arguments.Select(
            argument => Read(argument, Found(subject.All, argument), argument.Name, Said(argument, spec)))];
    }

    private OptionWords Read(Argument argument, YamlNode? words, string path, IEnumerable<string> sentences)
    {
        var prose = Words.Texts(words);
        if (prose.Count == 0)
        {
            throw new WordsException($"{subject.Own.File}: no words for option {path} of {subject.Name}. Write some there, below options.");
        }

        return new(argument, [.. prose.Select(subject.Said), .. sentences], Inside(argument, words, path));
    }

    private List<OptionWords>? Inside(Argument argument, YamlNode? words, string path)
    {
        if (argument.Options is not { } options)
        {
            return null;
        }

        var inner = words is YamlMappingNode mapping ? Words.Find(mapping, "suboptions") as YamlMappingNode ?? [] : [];
        RefuseUnknown(inner, options, $"{subject.Name}.{path}");
        var others = Words.Texts(words is YamlMappingNode about ? Words.Find(about, "suboptions_of") : null)
            .SelectMany(subject.Folder.Of).ToList();
        return [.. options.Arguments.Select(
            option => Read(option, Words.Find(inner, option.Name) ?? Found(others, option), $"{path}.{option.Name}", []))];
    }

    private void RefuseUnknown(YamlMappingNode words, ArgumentSpec spec, string where)
    {
        if (Words.Keys(words).Except(spec.Arguments.Select(argument => argument.Name)).FirstOrDefault() is { } unknown)
        {
            throw new WordsException($"{subject.Own.File}: words for {unknown}, which is no option of {where}");
        }
    }

    private static YamlNode? Found(IEnumerable<Words> words, Argument argument) =>
        words.Select(each => Words.Find(each.Options, argument.Name)).FirstOrDefault(found => found is not null);

    /// <summary>What the facts say that Ansible's documentation has no key for.</summary>
    private IEnumerable<string> Said(Argument argument, ArgumentSpec spec)
    {
        var field = subject.Fields.FirstOrDefault(each => each.Argument.Name == argument.Name);
        if (field is { Clearable: true } or ReferenceField { FilledIn: false } or RepositoryOrVersionField)
        {
            yield return Sentence("clearable");
        }
        else if (field is not null && argument is { Type: ArgumentType.List, Clearable: true, Required: false })
        {
            yield return Sentence("emptied");
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
        : throw new WordsException($"Shared.yml: no sentence for {fact}. Write one in src/Modules/Pulp/Shared.yml, below sentences.");
}
