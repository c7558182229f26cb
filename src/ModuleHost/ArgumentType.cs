// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>The types Ansible gives to a module's arguments, by the names of <see cref="ArgumentTypeNames"/>.</summary>
public enum ArgumentType
{
    /// <summary><c>str</c></summary>
    Text,

    /// <summary><c>bool</c></summary>
    Flag,

    /// <summary><c>int</c></summary>
    Number,

    /// <summary><c>float</c></summary>
    Fraction,

    /// <summary><c>path</c>: text with <c>~</c> and <c>$VARIABLE</c> expanded.</summary>
    Path,

    /// <summary><c>list</c></summary>
    List,

    /// <summary><c>dict</c></summary>
    Mapping,

    /// <summary><c>raw</c>: whatever the playbook wrote.</summary>
    Raw,
}
