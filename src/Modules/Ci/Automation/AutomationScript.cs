// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.RegularExpressions;

namespace Modules.Ci.Automation;

/// <summary>The text of kayobe-automation's <c>config.sh</c>: what people wrote, and a block of ours at its end.</summary>
/// <param name="text">All of it.</param>
internal sealed partial class AutomationScript(string text)
{
    public const string Vaulted = "KAYOBE_CONFIG_VAULTED_FILES_PATHS_EXTRA";

    private const string Begin = "# Written by stackhpc.kayobe_modules, from here";
    private const string End = "# to here. Change the playbook's variables, not these lines.";

    /// <summary>What people wrote.</summary>
    public string Own { get; } = Block().Replace(text, "");

    /// <summary>The vaulted files that people listed.</summary>
    public IReadOnlyList<string> Listed =>
        [.. Lists().Matches(Own).SelectMany(list => Words().Matches(Comment().Replace(list.Groups["words"].Value, "")))
            .Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Value)];

    /// <summary>A variable's value as the script leaves it; null where it is not set, or by something that only a shell knows.</summary>
    public string? Value(string name)
    {
        var set = Settings().Matches(text).Where(match => match.Groups["name"].Value == name).LastOrDefault();
        var value = set?.Groups["value"].Value.Trim().Trim('"', '\'');
        return value?.AsSpan().IndexOfAny('$', '`') >= 0 ? null : value;
    }

    /// <summary>The whole script with a block for these.</summary>
    /// <param name="vaulted">All vaulted files; those that people listed are left to them.</param>
    /// <param name="variables">Variables and their values.</param>
    public string With(IReadOnlyList<string> vaulted, IReadOnlyDictionary<string, string> variables)
    {
        var missing = vaulted.Except(Listed).ToList();
        if (missing.Count == 0 && variables.Count == 0)
        {
            return Own;
        }

        var block = new StringBuilder($"{Begin}\n");
        if (missing.Count > 0)
        {
            // Names that hold a variable are the shell's to complete; nothing else of theirs is.
            var lines = missing.Select(path => $"    \"{Escaped(path, variable: true)}\"\n");
            _ = block.Append($"{Vaulted}+=(\n").Append(string.Concat(lines)).Append(")\n");
        }

        foreach (var (name, value) in variables.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            _ = block.Append($"export {name}=\"{Escaped(value, variable: false)}\"\n");
        }

        return $"{(Own.Length == 0 || Own.EndsWith('\n') ? Own : Own + "\n")}{block}{End}\n";
    }

    private static string Escaped(string text, bool variable)
    {
        var escaped = Special().Replace(text, match => "\\" + match.Value);
        return variable ? escaped.Replace("\\$KAYOBE_ENVIRONMENT", "$KAYOBE_ENVIRONMENT", StringComparison.Ordinal) : escaped;
    }

    [GeneratedRegex("^" + Begin + @"\n(?:.*\n)*?" + End + @"\n?", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*(?:export\s+)?" + Vaulted + @"\+?=\((?<words>[^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex Lists();

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|'(?<quoted>[^']*)'|\\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?:^|\s)#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(?:export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?<value>""[^""]*""|'[^']*'|[^\s#;]*)", RegexOptions.Multiline)]
    private static partial Regex Settings();

    [GeneratedRegex(@"[""\\$`]")]
    private static partial Regex Special();
}
