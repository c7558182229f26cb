// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Documentation;

namespace Docs;

/// <summary>All generated files, by path.</summary>
internal static class Output
{
    private static readonly string[] Tables = ["README.md", "docs/collection.md"];

    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<IModule> modules, WordsFolder folder, string root)
    {
        RefuseUnused(modules, folder);
        var subjects = modules.Select(module => new Subject(module, folder)).ToList();
        var files = subjects.ToDictionary(subject => Path.Combine(root, "collection", "plugins", "modules", subject.Name + ".py"), Stub.Of);
        var runtime = Path.Combine(root, "collection", "meta", "runtime.yml");
        files[runtime] = Routing.In(ActionGroup.In(File.ReadAllText(runtime), subjects), subjects);
        files[Path.Combine(root, "docs", "pulp-versions.md")] = VersionTable.Of(subjects);
        foreach (var page in Tables.Select(table => Path.Combine(root, table)).Where(File.Exists))
        {
            files[page] = ModuleTable.In(File.ReadAllText(page), subjects);
        }

        return files;
    }

    /// <summary>Generated pages of modules that are not among them any more.</summary>
    public static IEnumerable<string> Gone(IReadOnlyDictionary<string, string> files, string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "collection", "plugins", "modules"), "*.py").Where(path => !files.ContainsKey(path));

    /// <summary>
    /// Words that nothing uses are words for a module or an option that is gone; but not those of a part of the program that a build
    /// leaves out as a whole.
    /// </summary>
    private static void RefuseUnused(IReadOnlyList<IModule> modules, WordsFolder folder)
    {
        var parts = modules.Select(module => folder.Modules.TryGetValue(module.Name, out var words) ? Part(words) : null).ToHashSet();
        bool IsLeftOut(Words words) => Part(words) is { } part && !parts.Contains(part);
        var names = modules.Select(module => module.Name).ToHashSet();
        if (folder.Modules.Where(each => !names.Contains(each.Key) && !IsLeftOut(each.Value)).Select(each => each.Key).FirstOrDefault() is
            { } stray)
        {
            throw new WordsException($"{folder.Modules[stray].File}: words for {stray}, which is no module");
        }

        foreach (var (family, words) in folder.Families.Where(each => !IsLeftOut(each.Value)))
        {
            var options = modules.Where(module => new Subject(module, folder).Families.Contains(family))
                .SelectMany(module => module.Arguments.Arguments).Select(argument => argument.Name);
            if (Words.Keys(words.Options).Except(options).FirstOrDefault() is { } unused)
            {
                throw new WordsException($"{words.File}: words for {unused}, which is no option of any module of {family}");
            }
        }
    }

    /// <summary>The folder of the modules' sources that it stands in; null for none.</summary>
    private static string? Part(Words words) => words.File.Split('/') is [_, _, var part, _, ..] ? part : null;
}
