// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>All arguments of a module, or of a dictionary inside one, and the rules that bind them.</summary>
/// <param name="Arguments">In the order they are documented and checked.</param>
/// <param name="Constraints">Rules over several of them.</param>
public sealed record ArgumentSpec(IReadOnlyList<Argument> Arguments, params IReadOnlyList<Constraint> Constraints)
{
    /// <summary>
    /// For the items of a list that somebody wrote for more readers than this module: keys of others are left out instead
    /// of refused, and so is what Ansible's <c>omit</c> left behind, which it removes from a task's own arguments only.
    /// Complaints name the item, and all of them are told.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>Whether a variable of the environment that is empty is as one that is not set, as <c>${NAME:-default}</c> has it in a
    /// shell. Ansible takes the empty text.</summary>
    public bool SkipsEmptyVariables { get; init; }

    /// <summary>The names and aliases, once asked for: an item list asks thousands of times.</summary>
    internal HashSet<string> Names => field ??= [.. Arguments.SelectMany(argument => argument.Aliases.Prepend(argument.Name))];

    /// <summary>All that a playbook may write that is ours: the names, the aliases, the choices.</summary>
    internal HashSet<string> Words => field ??= [.. Names, .. Arguments.SelectMany(argument => argument.Choices)];
}
