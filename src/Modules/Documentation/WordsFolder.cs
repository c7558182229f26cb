// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.RepresentationModel;

namespace Modules.Documentation;

/// <summary>All words: a file a module, and the shared ones.</summary>
/// <param name="Modules">By the module's name.</param>
/// <param name="Families">By the family's name, see README.md.</param>
/// <param name="Sentences">What is said of a fact, by the fact.</param>
internal sealed record WordsFolder(
    IReadOnlyDictionary<string, Words> Modules, IReadOnlyDictionary<string, Words> Families, IReadOnlyDictionary<string, string> Sentences)
{
    private const string Shared = "Shared";

    private static readonly Lazy<WordsFolder> OfThisProgram = new(ReadCarried);

    /// <summary>Those that stand beside the code.</summary>
    /// <param name="folder">The sources of the modules.</param>
    public static WordsFolder Read(string folder) =>
        Of(Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories).ToDictionary(
            path => "src/Modules/" + Path.GetRelativePath(folder, path), File.ReadAllText));

    /// <summary>The same ones, as this program carries them.</summary>
    public static WordsFolder Carried => OfThisProgram.Value;

    /// <summary>A module's own words, and those of the family its name ends in.</summary>
    public IEnumerable<Words> Of(string module)
    {
        if (Modules.TryGetValue(module, out var own))
        {
            yield return own;
        }

        if (Families.TryGetValue(module[(module.LastIndexOf('_') + 1)..], out var family))
        {
            yield return family;
        }
    }

    /// <param name="texts">All files, by where they stand.</param>
    public static WordsFolder Of(IReadOnlyDictionary<string, string> texts)
    {
        var files = texts.ToLookup(file => Path.GetFileNameWithoutExtension(file.Key) == Shared);
        var shared = files[true].Select(file => (File: file.Key, Root: Words.Document(file.Value))).ToList();
        return new WordsFolder(
            files[false].ToDictionary(file => Path.GetFileNameWithoutExtension(file.Key), file => Words.Parse(file.Value, file.Key)),
            shared.SelectMany(each => Section(each.Root, "families").Children, (each, pair) => (each.File, pair)).ToDictionary(
                each => (string)each.pair.Key!,
                each => Words.Checked((YamlMappingNode)each.pair.Value, $"{each.File}, {(string)each.pair.Key!}")),
            shared.SelectMany(each => Section(each.Root, "sentences").Children).ToDictionary(
                pair => (string)pair.Key!, pair => (string)pair.Value!));
    }

    private static WordsFolder ReadCarried()
    {
        var assembly = typeof(WordsFolder).Assembly;
        return Of(assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yml", StringComparison.Ordinal)).ToDictionary(
            name => name,
            name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            }));
    }

    private static YamlMappingNode Section(YamlMappingNode root, string name) => Words.Find(root, name) as YamlMappingNode ?? [];
}
