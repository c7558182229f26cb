// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Rules;

/// <summary>Rules about arguments that are no fields of an object.</summary>
internal static class ArgumentRules
{
    /// <param name="argument">What was given.</param>
    /// <param name="value">What it is; null where it was left out, which no rule is about.</param>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ModuleException">Pulp would refuse it.</exception>
    public static void Require(Argument argument, string? value, Rule rule)
    {
        if (value is not null && rule(JsonValue.Create(value)) is { } complaint)
        {
            throw new ModuleException($"{argument.Name}: {complaint}");
        }
    }
}
