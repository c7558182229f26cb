// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CommandLine;

namespace ModuleHost.Validation;

/// <summary>Names that no argument has, on all levels. They are complained of last, so that a more telling complaint wins.</summary>
internal sealed class UnsupportedParameters
{
    private const int HintsShown = 5;

    private readonly SortedDictionary<string, string> _found = new(StringComparer.Ordinal);
    private readonly List<string> _hints = [];

    /// <summary>What was meant, perhaps. The complaint stays as Ansible words it, so they stand beside it.</summary>
    public IEnumerable<string> Hints => _hints.Take(HintsShown);

    public void Note(ArgumentSpec spec, JsonObject values, OptionPath path)
    {
        foreach (var name in values.Select(pair => pair.Key).Where(name => !spec.Names.Contains(name)))
        {
            _found[path.Dotted(name)] = Supported(spec);
            if (Nearest.Hint(name, spec.Names) is { } hint)
            {
                _hints.Add($"There is no option '{path.Dotted(name)}'{hint}");
            }
        }
    }

    public string? Complaint(string moduleName) => _found.Count == 0 ? null
        : $"Unsupported parameters for ({moduleName}) module: {string.Join(", ", _found.Keys)}. "
            + $"Supported parameters include: {_found.Values.Last()}.";

    private static string Supported(ArgumentSpec spec)
    {
        var names = string.Join(", ", spec.Arguments.Select(argument => argument.Name).Order(StringComparer.Ordinal));
        var aliases = string.Join(", ", spec.Arguments.SelectMany(argument => argument.Aliases).Order(StringComparer.Ordinal));
        return aliases.Length > 0 ? $"{names} ({aliases})" : names;
    }
}
