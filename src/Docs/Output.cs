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

    /// <summary>Words that nothing uses are words for a module or an option that is gone.</summary>
    private static void RefuseUnused(IReadOnlyList<IModule> modules, WordsFolder folder)
    {
        if (folder.Modules.Keys.Except(modules.Select(module => module.Name)).FirstOrDefault() is { } stray)
        {
            throw new WordsException($"{folder.Modules[stray].File}: words for {stray}, which is no module");
        }

        foreach (var (family, words) in folder.Families)
        {
            var options = modules.Where(module => new Subject(module, folder).Families.Contains(family))
                .SelectMany(module => module.Arguments.Arguments).Select(argument => argument.Name);
            if (Words.Keys(words.Options).Except(options).FirstOrDefault() is { } unused)
            {
                throw new WordsException($"{words.File}: words for {unused}, which is no option of any module of {family}");
            }
        }
    }
}
