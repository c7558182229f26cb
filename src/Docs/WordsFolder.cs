using YamlDotNet.RepresentationModel;

namespace Docs;

/// <summary>All words: a file a module, and the shared ones.</summary>
/// <param name="Modules">By the module's name.</param>
/// <param name="Families">By the family's name, see README.md.</param>
/// <param name="Sentences">What is said of a fact, by the fact.</param>
internal sealed record WordsFolder(
    IReadOnlyDictionary<string, Words> Modules, IReadOnlyDictionary<string, Words> Families, IReadOnlyDictionary<string, string> Sentences)
{
    private const string Shared = "Shared";

    public static WordsFolder Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories)
            .ToLookup(path => Path.GetFileNameWithoutExtension(path) == Shared);
        return Of(
            files[false].ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText),
            [.. files[true].Select(File.ReadAllText)]);
    }

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

    /// <param name="modules">The words of each module.</param>
    /// <param name="shared">The shared ones, of each part that has such.</param>
    public static WordsFolder Of(IReadOnlyDictionary<string, string> modules, params IReadOnlyList<string> shared)
    {
        var roots = shared.Select(Words.Document).ToList();
        return new WordsFolder(
            modules.ToDictionary(file => file.Key, file => Words.Parse(file.Value, file.Key + ".yml")),
            roots.SelectMany(root => Section(root, "families").Children).ToDictionary(
                pair => (string)pair.Key!, pair => Words.Checked((YamlMappingNode)pair.Value, (string)pair.Key!)),
            roots.SelectMany(root => Section(root, "sentences").Children).ToDictionary(
                pair => (string)pair.Key!, pair => (string)pair.Value!));
    }

    private static YamlMappingNode Section(YamlMappingNode root, string name) => Words.Find(root, name) as YamlMappingNode ?? [];
}
