// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Values;

namespace ModuleHost.Validation;

/// <summary>Checks a rule over several arguments. An argument counts as given when its key is there, be it null: so does Ansible.</summary>
internal static class ConstraintCheck
{
    /// <summary>Every broken group in one complaint; of the other rules Ansible names the first that is broken.</summary>
    public static string? Exclusive(ArgumentSpec spec, JsonObject given)
    {
        var broken = spec.Constraints.OfType<MutuallyExclusive>().Where(rule => Count(rule.Arguments, given) > 1).ToList();
        return broken.Count == 0 ? null : "parameters are mutually exclusive: "
            + string.Join(", ", broken.Select(rule => string.Join('|', rule.Arguments.Select(argument => argument.Name))));
    }

    public static string? Missing(ArgumentSpec spec, JsonObject given)
    {
        var missing = spec.Arguments.Where(argument => argument.Required && !given.ContainsKey(argument.Name))
            .OrderBy(argument => argument.Name, StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null : "missing required arguments: " + Names(missing);
    }

    public static string? First<T>(ArgumentSpec spec, JsonObject given)
        where T : Constraint =>
        spec.Constraints.OfType<T>().Select(rule => Complaint(rule, given)).FirstOrDefault(complaint => complaint is not null);

    private static string? Complaint(Constraint constraint, JsonObject given) => constraint switch
    {
        RequiredOneOf rule when Count(rule.Arguments, given) == 0 =>
            "one of the following is required: " + Names(rule.Arguments),
        RequiredTogether rule when Count(rule.Arguments, given) is var count && count > 0 && count < rule.Arguments.Count =>
            "parameters are required together: " + Names(rule.Arguments),
        RequiredBy rule when given[rule.Given.Name] is not null
            && rule.Needs.Where(argument => given[argument.Name] is null).ToList() is { Count: > 0 } missing =>
            $"missing parameter(s) required by '{rule.Given.Name}': {Names(missing)}",
        RequiredIf rule => Complaint(rule, given),
        _ => null,
    };

    private static string? Complaint(RequiredIf rule, JsonObject given)
    {
        if (given[rule.When.Name] is not { } value || value.GetValueKind() is JsonValueKind.Object or JsonValueKind.Array
            || PythonValue.Text(value) != rule.Equal)
        {
            return null;
        }

        var missing = rule.Needs.Where(argument => !given.ContainsKey(argument.Name)).ToList();
        var enough = rule.Any ? missing.Count < rule.Needs.Count : missing.Count == 0;
        return enough ? null
            : $"{rule.When.Name} is {rule.Equal} but {(rule.Any ? "any" : "all")} of the following are missing: {Names(missing)}";
    }

    private static int Count(IEnumerable<Argument> arguments, JsonObject given) =>
        arguments.Count(argument => given.ContainsKey(argument.Name));

    private static string Names(IEnumerable<Argument> arguments) => string.Join(", ", arguments.Select(argument => argument.Name));
}
