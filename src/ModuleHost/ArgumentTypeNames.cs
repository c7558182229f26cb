// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>Ansible's names of the argument types, as they stand in documentation and error messages.</summary>
public static class ArgumentTypeNames
{
    /// <summary>The name of a type in Ansible's words, such as <c>str</c>.</summary>
    public static string InAnsible(this ArgumentType type) => type switch
    {
        ArgumentType.Text => "str",
        ArgumentType.Flag => "bool",
        ArgumentType.Number => "int",
        ArgumentType.Fraction => "float",
        ArgumentType.Path => "path",
        ArgumentType.List => "list",
        ArgumentType.Mapping => "dict",
        _ => "raw",
    };
}
