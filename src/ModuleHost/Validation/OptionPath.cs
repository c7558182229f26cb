// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost.Validation;

/// <summary>Where in nested options something is, in the ways Ansible's messages say it.</summary>
/// <param name="Options">The names of the options around it, from the outside.</param>
/// <param name="Prefix">The same as a path with the numbers of list elements: <c>remotes[1].auth.</c></param>
internal sealed record OptionPath(IReadOnlyList<string> Options, string Prefix)
{
    public static readonly OptionPath Top = new([], "");

    /// <summary>What stands at the end of a complaint, if anything.</summary>
    public string FoundIn => Options.Count > 0 ? $" found in {string.Join(" -> ", Options)}" : "";

    /// <summary>The same in the middle of one.</summary>
    public string FoundInQuoted => Options.Count == 0 ? ""
        : Options.Any(option => option.EndsWith('\'')) ? FoundIn // the item's name has quotes of its own
        : $" found in '{string.Join(" -> ", Options)}'";

    public OptionPath Inside(Argument argument, int index, JsonObject element)
    {
        var name = argument.Options?.Lenient == true ? LenientItems.Named(argument, element, index) : argument.Name;
        return new([.. Options, name], Prefix + argument.Name + (argument.Type == ArgumentType.List ? $"[{index}]." : "."));
    }

    public string Dotted(string name) => string.Join('.', Options.Append(name));

    public string Subscripted(string name) =>
        Options.Count == 0 ? name : Options[0] + string.Concat(Options.Skip(1).Append(name).Select(each => $"[\"{each}\"]"));
}
