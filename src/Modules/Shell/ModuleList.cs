// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using CommandLine;
using ModuleHost;
using Modules.Documentation;

namespace Modules.Shell;

/// <summary>The modules with what each is for.</summary>
internal static class ModuleList
{
    /// <param name="modules">All of them.</param>
    /// <param name="word">Only those whose name or purpose has it; null for all.</param>
    public static string Of(IEnumerable<IModule> modules, string? word)
    {
        var words = WordsFolder.Carried;
        var page = new StringBuilder();
        var rows = modules.OrderBy(module => module.Name, StringComparer.Ordinal)
            .Select(module => (module.Name, About: new Subject(module, words).Own.ShortDescription))
            .Where(row => word is null || $"{row.Name} {row.About}".Contains(word, StringComparison.OrdinalIgnoreCase));
        Columns.Table(page, word is null ? "modules" : $"modules with '{word}'", rows);
        return page.Length > 0 ? page.ToString()[1..] : $"no module has '{word}' in its name or in what it is for\n";
    }
}
