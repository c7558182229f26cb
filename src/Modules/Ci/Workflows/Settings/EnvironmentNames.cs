// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.Workflows.Settings;

/// <summary>
/// The environments, and what the names of their secrets and variables begin with. GitHub takes letters, digits and underscores only,
/// no digit first, and keeps <c>GITHUB_</c> for itself; so an environment like <c>prod-gb-01</c> needs a prefix that differs from its name.
/// </summary>
/// <param name="Selector">How many there are to a file.</param>
/// <param name="Names">In the order of the playbook.</param>
/// <param name="Prefixes">By name.</param>
internal sealed partial record EnvironmentNames(
    Selector Selector, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Prefixes)
{
    /// <summary>What a playbook says.</summary>
    /// <exception cref="ModuleException">There are too few, or two would share their secrets.</exception>
    public static EnvironmentNames Of(Selector selector, IReadOnlyList<string> names, JsonObject? prefixes)
    {
        if (selector != Selector.None && names.Count == 0)
        {
            throw new ModuleException(
                $"Give environments: the selector is '{Word(selector)}', and the list of environments is empty.");
        }

        if (names.FirstOrDefault(name => name.Length == 0 || name.Trim() != name || name is "." or ".."
            || name.Any(each => each == '/' || char.IsControl(each))) is { } odd)
        {
            throw new ModuleException(
                $"Give names of folders below etc/kayobe/environments in environments: '{odd}' is none, for it is empty, or has a slash, a "
                    + "line break or blanks at its ends.");
        }

        if (names.Count > 0 && (prefixes ?? []).FirstOrDefault(pair => !names.Contains(pair.Key)).Key is { } foreign)
        {
            throw new ModuleException(
                $"Give names of environments in environment_names, which are {string.Join(", ", names)}: '{foreign}' is none of them.");
        }

        var given = names.ToDictionary(
            name => name,
            name => Checked(name, Playbook.Text(prefixes?[name], $"environment_names.{name}") ?? Derived(name)),
            Twice(names) is { } twice
                ? throw new ModuleException($"environments holds '{twice}' twice; GitHub does not tell upper from lower case.")
                : StringComparer.Ordinal);
        if (selector == Selector.Input
            && names.GroupBy(name => given[name], StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(group => group.Count() > 1) is { } shared)
        {
            throw new ModuleException(
                $"Give one of {string.Join(", ", shared.Select(name => $"'{name}'"))} another prefix in environment_names: "
                    + $"the names of their secrets would all begin with {shared.Key}_.");
        }

        return new(selector, names, given);
    }

    /// <summary>What a job of a file knows of its environment.</summary>
    /// <param name="started">Whether somebody who starts it is asked; else all environments are gone through.</param>
    /// <param name="onlySo">Whether it cannot be started in another way, in which nobody is asked.</param>
    public Scope Scope(bool started, bool onlySo = true) => Selector switch
    {
        Selector.None => new(null, null),
        Selector.Single => new(Names[0], null),
        _ when !started => Of("matrix.environment"),
        _ when onlySo => Of("inputs.kayobe_environment"),
        _ => Of($"(inputs.kayobe_environment || {Quoted(Names[0])})"),
    };

    /// <summary>A text within an expression.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Word(Selector selector) => selector == Selector.Single ? "single" : "input";

    private static string? Twice(IReadOnlyList<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static string Derived(string name)
    {
        var prefix = NoName().Replace(name, "_").ToUpperInvariant();
        return char.IsAsciiDigit(prefix[0]) || prefix == "GITHUB" || prefix.StartsWith("GITHUB_", StringComparison.Ordinal)
            ? "ENV_" + prefix
            : prefix;
    }

    private static string Checked(string name, string prefix) =>
        prefix.Length > 0 && SecretName.Is(prefix + "_")
            ? prefix
            : throw new ModuleException(
                $"environment_names gives '{prefix}' for '{name}', but GitHub takes letters, digits and underscores only, "
                    + "no digit first, and nothing that begins with GITHUB_.");

    /// <summary>Lookups do not tell upper from lower case, so most names serve as they are.</summary>
    private Scope Of(string expression)
    {
        if (Names.All(name => string.Equals(name, Prefixes[name], StringComparison.OrdinalIgnoreCase)))
        {
            return new(expression, expression);
        }

        var map = new JsonObject(Names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, JsonValue.Create(Prefixes[name]))));
        return new(expression, $"fromJSON({Quoted(map.ToJsonString())})[{expression}]");
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NoName();
}
