// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Documentation;
using Modules.Pulp.Entities;
using YamlDotNet.RepresentationModel;

namespace Docs;

/// <summary>What a module answers.</summary>
internal sealed class ReturnPages(Subject subject, YamlText text)
{
    private const string OfReference = "Here it is the address of that object in Pulp's API.";

    private static readonly string[] Plain = ["description", "returned", "type", "elements", "sample", "contains"];

    /// <summary>Methods of Python's dictionaries and lists: Jinja finds those before a key of the same name.</summary>
    private static readonly string[] Methods =
    [
        "append", "clear", "copy", "count", "extend", "fromkeys", "get", "index", "insert", "items", "keys", "pop", "popitem", "remove",
        "reverse", "setdefault", "sort", "update", "values",
    ];

    public void Write()
    {
        var all = subject.All.SelectMany(words => words.Return.Children).DistinctBy(pair => (string)pair.Key!).ToList();
        foreach (var key in Promised().Except(all.Select(pair => (string)pair.Key!)))
        {
            throw new WordsException(
                $"{subject.Own.File}: no words for the result {key} of {subject.Name}. Write some there, below return.");
        }

        foreach (var (key, words) in all)
        {
            Write((string)key!, words as YamlMappingNode ?? [], 0);
        }
    }

    private IEnumerable<string> Promised() => subject.Module is EntityModule { Entity: var entity } ? [entity.Singular, entity.Plural] : [];

    private void Write(string key, YamlMappingNode words, int depth)
    {
        if (Words.Keys(words).Except(Plain).FirstOrDefault() is { } unknown)
        {
            throw new WordsException($"{subject.Own.File}: the result {key} has no such part: {unknown}");
        }

        if (Methods.Contains(key))
        {
            throw new WordsException(
                $"{subject.Own.File}: the result {key} is called as a method of Python, which Jinja finds first. Give it another name.");
        }

        text.Key(depth, key);
        text.Texts(depth + 1, "description", Words.Texts(words).Select(subject.Said));
        text.Prose(depth + 1, "returned", Part(key, words, "returned"));
        text.Key(depth + 1, "type", Part(key, words, "type"));
        if (Words.Find(words, "elements") is { } elements)
        {
            text.Key(depth + 1, "elements", (string)elements!);
        }

        if (Words.Find(words, "sample") is { } sample)
        {
            text.Flow(depth + 1, "sample", Sample.Flow(sample));
        }
        else if (subject.Module is EntityModule { Entity: var listed } && key == listed.Plural
            && Words.Find(subject.Return(listed.Singular), "sample") is { } one)
        {
            text.Flow(depth + 1, "sample", $"[{Sample.Flow(one)}]");
        }

        if (Words.Find(words, "contains") is YamlMappingNode contains)
        {
            text.Key(depth + 1, "contains");
            foreach (var (inner, about) in contains)
            {
                Write((string)inner!, (YamlMappingNode)about, depth + 2);
            }
        }
        else if (subject.Module is EntityModule { Entity: var entity } && (key == entity.Singular || key == entity.Plural))
        {
            WriteFields(entity, depth + 1);
        }
        else if (depth == 0 && Words.Find(words, "sample") is null)
        {
            throw new WordsException($"{subject.Own.File}: the result {key} has neither sample nor contains. Show what it looks like.");
        }
    }

    /// <summary>An object has what its module's options set, and its address.</summary>
    private void WriteFields(Entity entity, int depth)
    {
        text.Key(depth, "contains");
        WriteField("pulp_href", ["Its address in Pulp's API."], "str", null, depth + 1);
        var options = new OptionReader(subject).Read().ToDictionary(option => option.Argument.Name);
        foreach (var field in entity.AllFields.Where(field => !field.WriteOnly && options.ContainsKey(field.Argument.Name))
            .DistinctBy(field => field.ApiName))
        {
            var type = field.IsReference || field.Argument.Type == ArgumentType.Path ? "str" : field.Argument.Type.InAnsible();
            WriteField(
                field.ApiName,
                [FirstSentence(options[field.Argument.Name].Sentences[0]), .. field.IsReference ? [OfReference] : Array.Empty<string>()],
                type,
                field.IsReference ? null : field.Argument.Elements,
                depth + 1);
        }
    }

    private void WriteField(string name, IReadOnlyList<string> about, string type, ArgumentType? elements, int depth)
    {
        text.Key(depth, name);
        text.Texts(depth + 1, "description", about);
        text.Prose(depth + 1, "returned", "where the server has it");
        text.Key(depth + 1, "type", type);
        if (type == "list" && elements is { } each)
        {
            text.Key(depth + 1, "elements", each.InAnsible());
        }
    }

    private static string FirstSentence(string words) =>
        words.IndexOf(". ", StringComparison.Ordinal) is var end and > 0 ? words[..(end + 1)] : words;

    private string Part(string key, YamlMappingNode words, string part) =>
        Words.Text(Words.Find(words, part)) ?? throw new WordsException($"{subject.Own.File}: the result {key} lacks {part}");
}
