// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Secrets;

namespace ModuleHost.Validation;

/// <summary>
/// Turns what a playbook wrote into accepted values, or says why not. Ansible does this for modules in Python only; the
/// order of the checks and their wording are its own, since people grep for them. Values are changed in path.
/// </summary>
internal sealed class ArgumentValidator(Redactor redactor)
{
    private readonly List<string> _complaints = [];
    private readonly UnsupportedParameters _unsupported = new();

    public List<string> Warnings { get; } = [];

    public List<string> Deprecations { get; } = [];

    /// <summary>What was meant, perhaps, by names that no argument has; only where it is what was complained of.</summary>
    public IEnumerable<string> Hints => _complaints.Count > 0 ? [] : _unsupported.Hints;

    /// <summary>The first complaint, as Ansible shows it; null when the values are accepted.</summary>
    public string? Refuse(string moduleName, ArgumentSpec spec, JsonObject values)
    {
        Check(spec, values, OptionPath.Top);
        return _complaints.Count > 0 && spec.Arguments.Any(argument => argument.Options?.Lenient == true)
            ? string.Join("; ", _complaints)
            : _complaints.FirstOrDefault() ?? _unsupported.Complaint(moduleName);
    }

    private void Check(ArgumentSpec spec, JsonObject values, OptionPath path)
    {
        if (spec.Lenient)
        {
            Warnings.AddRange(LenientItems.Tidy(spec, values, path));
        }

        FillFromEnvironment(spec, values);
        FollowAliases(spec, values, path);
        redactor.Learn(spec, values);
        _unsupported.Note(spec, values, path);
        Complain(ConstraintCheck.Exclusive(spec, values), path);
        FillDefaults(spec, values, nulls: false);
        Complain(ConstraintCheck.Missing(spec, values), path);
        HashSet<Argument> refused = [];
        foreach (var argument in spec.Arguments.Where(argument => values[argument.Name] is not null))
        {
            Warnings.AddRange(ValueCheck.NumbersAsTexts(argument, values[argument.Name], path));
            var complaints = ValueCheck.Coerce(argument, values, path).ToList();
            _ = complaints.Count > 0 && refused.Add(argument);
            _complaints.AddRange(complaints);
        }

        foreach (var argument in spec.Arguments.Where(argument => argument.Choices.Count > 0 && values[argument.Name] is not null))
        {
            Complain(ValueCheck.Choose(argument, values), path);
        }

        Complain(ConstraintCheck.First<RequiredTogether>(spec, values), path);
        Complain(ConstraintCheck.First<RequiredOneOf>(spec, values), path);
        Complain(ConstraintCheck.First<RequiredIf>(spec, values), path);
        Complain(ConstraintCheck.First<RequiredBy>(spec, values), path);
        FillDefaults(spec, values, nulls: !spec.Lenient); // thousands of items would hold dozens of nulls each
        redactor.Learn(spec, values); // once more: now defaults are among them, and the elements of lists
        foreach (var argument in spec.Arguments.Where(argument => argument.Options is not null && !refused.Contains(argument)))
        {
            CheckInside(argument, values[argument.Name], path);
        }
    }

    private static void FillFromEnvironment(ArgumentSpec spec, JsonObject values)
    {
        foreach (var argument in spec.Arguments)
        {
            if (!values.ContainsKey(argument.Name) && argument.EnvironmentVariable is { } variable
                && Environment.GetEnvironmentVariable(variable) is { } value && (value.Length > 0 || !spec.SkipsEmptyVariables))
            {
                values[argument.Name] = value;
            }
        }
    }

    private void FollowAliases(ArgumentSpec spec, JsonObject values, OptionPath path)
    {
        foreach (var argument in spec.Arguments)
        {
            foreach (var alias in argument.Aliases.Where(values.ContainsKey).ToList())
            {
                if (values.ContainsKey(argument.Name))
                {
                    Warnings.Add($"Both option {path.Prefix}{argument.Name} and its alias {path.Prefix}{alias} are set.");
                }

                values[argument.Name] = values[alias]?.DeepClone();
            }

            if (argument.Deprecated is { } reason && values.ContainsKey(argument.Name))
            {
                Deprecations.Add($"Param '{path.Subscripted(argument.Name)}' is deprecated. {reason}");
            }
        }
    }

    private static void FillDefaults(ArgumentSpec spec, JsonObject values, bool nulls)
    {
        foreach (var argument in spec.Arguments.Where(argument => !values.ContainsKey(argument.Name)))
        {
            if (argument.Default is not null || nulls)
            {
                values[argument.Name] = argument.Default?.DeepClone();
            }
        }
    }

    private void CheckInside(Argument argument, JsonNode? value, OptionPath path)
    {
        var index = 0;
        foreach (var element in value is JsonArray list ? [.. list] : value is null ? Array.Empty<JsonNode?>() : [value])
        {
            if (element is JsonObject inside)
            {
                Check(argument.Options!, inside, path.Inside(argument, index++, inside));
            }
            else
            {
                _complaints.Add($"value of '{argument.Name}' must be of type dict or list of dicts");
            }
        }
    }

    private void Complain(string? complaint, OptionPath path)
    {
        if (complaint is not null)
        {
            _complaints.Add(complaint + path.FoundIn);
        }
    }
}
