// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using YamlDotNet.RepresentationModel;

namespace Modules.Documentation;

/// <summary>A module as its page sees it: its facts, and the words that apply to it, nearest first.</summary>
internal sealed record Subject(IModule Module, WordsFolder Folder)
{
    public string Name => Module.Name;

    /// <summary>What its texts call it where they say <c>$noun</c>.</summary>
    public string Noun => Name.Replace('_', ' ');

    public IEnumerable<Field> Fields => (Module as EntityModule)?.Entity.AllFields ?? [];

    public bool CallsPulp => Has("pulp_url");

    public IEnumerable<string> Families => new[]
    {
        Name[(Name.LastIndexOf('_') + 1)..], Module is EntityModule ? "entity" : "", CallsPulp ? "connection" : "",
        Has("docker_host") ? "engine" : "", Has("request_timeout") ? "api" : "", Has("request_timeout") ? Name.Split('_')[0] : "",
    }.Where(Folder.Families.ContainsKey);

    public Words Own => Folder.Modules.TryGetValue(Name, out var words)
        ? words
        : throw new WordsException($"{Name}: no {Name}.yml beside its code below src/Modules. src/Docs/README.md says what belongs there.");

    /// <summary>Its own words and those of its families.</summary>
    public IEnumerable<Words> All => Families.Select(family => Folder.Families[family]).Prepend(Own);

    /// <summary>Modules that are used together with it, by their names: those of its plugin, and the one for whole lists.</summary>
    public IEnumerable<string> SeeAlso => Own.SeeAlso
        .Concat(Folder.Modules.Keys.Where(other => other.Split('_')[0] == Name.Split('_')[0]))
        .Concat(Folder.Modules.Keys.Where(other => other == (Module as EntityModule)?.Entity.Plural))
        .Where(other => other != Name).Distinct().Order(StringComparer.Ordinal);

    /// <summary>What is said of a result.</summary>
    public YamlMappingNode Return(string key) =>
        All.Select(words => Words.Find(words.Return, key)).OfType<YamlMappingNode>().FirstOrDefault() ?? [];

    public string Said(string text) => text.Replace("$noun", Noun, StringComparison.Ordinal);

    private bool Has(string option) => Module.Arguments.Arguments.Any(argument => argument.Name == option);
}
