using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>
/// Turns what a playbook wrote into accepted values, or says why not. Ansible does this for modules in Python only; the
/// order of the checks and their wording are its own, since people grep for them. Values are changed in place.
/// </summary>
internal sealed class Acceptance(Redactor redactor)
{
    private readonly List<string> _complaints = [];
    private readonly UnsupportedParameters _unsupported = new();

    public List<string> Warnings { get; } = [];

    public List<string> Deprecations { get; } = [];

    /// <summary>The first complaint, as Ansible shows it; null when the values are accepted.</summary>
    public string? Refuse(string moduleName, ArgumentSpec spec, JsonObject values)
    {
        Check(spec, values, Place.Top);
        return _complaints.Count > 0 && spec.Arguments.Any(argument => argument.Options?.Lenient == true)
            ? string.Join("; ", _complaints)
            : _complaints.FirstOrDefault() ?? _unsupported.Complaint(moduleName);
    }

    private void Check(ArgumentSpec spec, JsonObject values, Place place)
    {
        if (spec.Lenient)
        {
            Leniency.Tidy(spec, values);
        }

        FillFromEnvironment(spec, values);
        FollowAliases(spec, values, place);
        redactor.Learn(spec, values);
        _unsupported.Note(spec, values, place);
        Complain(ConstraintCheck.Exclusive(spec, values), place);
        FillDefaults(spec, values, nulls: false);
        Complain(ConstraintCheck.Missing(spec, values), place);
        foreach (var argument in spec.Arguments.Where(argument => values[argument.Name] is not null))
        {
            _complaints.AddRange(ValueCheck.Coerce(argument, values, place));
        }

        foreach (var argument in spec.Arguments.Where(argument => argument.Choices.Count > 0 && values[argument.Name] is not null))
        {
            Complain(ValueCheck.Choose(argument, values), place);
        }

        Complain(ConstraintCheck.First<RequiredTogether>(spec, values), place);
        Complain(ConstraintCheck.First<RequiredOneOf>(spec, values), place);
        Complain(ConstraintCheck.First<RequiredIf>(spec, values), place);
        Complain(ConstraintCheck.First<RequiredBy>(spec, values), place);
        FillDefaults(spec, values, nulls: !spec.Lenient); // thousands of items would hold dozens of nulls each
        redactor.Learn(spec, values); // once more: now defaults are among them, and the elements of lists
        foreach (var argument in spec.Arguments.Where(argument => argument.Options is not null))
        {
            CheckInside(argument, values[argument.Name], place);
        }
    }

    private static void FillFromEnvironment(ArgumentSpec spec, JsonObject values)
    {
        foreach (var argument in spec.Arguments)
        {
            if (!values.ContainsKey(argument.Name) && argument.EnvironmentVariable is { } variable
                && Environment.GetEnvironmentVariable(variable) is { } value)
            {
                values[argument.Name] = value;
            }
        }
    }

    private void FollowAliases(ArgumentSpec spec, JsonObject values, Place place)
    {
        foreach (var argument in spec.Arguments)
        {
            foreach (var alias in argument.Aliases.Where(values.ContainsKey).ToList())
            {
                if (values.ContainsKey(argument.Name))
                {
                    Warnings.Add($"Both option {place.Prefix}{argument.Name} and its alias {place.Prefix}{alias} are set.");
                }

                values[argument.Name] = values[alias]?.DeepClone();
            }

            if (argument.Deprecated is { } reason && values.ContainsKey(argument.Name))
            {
                Deprecations.Add($"Param '{place.Subscripted(argument.Name)}' is deprecated. {reason}");
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

    private void CheckInside(Argument argument, JsonNode? value, Place place)
    {
        var index = 0;
        foreach (var element in value is JsonArray list ? [.. list] : value is null ? Array.Empty<JsonNode?>() : [value])
        {
            if (element is JsonObject inside)
            {
                Check(argument.Options!, inside, place.Inside(argument, index++, inside));
            }
            else
            {
                _complaints.Add($"value of '{argument.Name}' must be of type dict or list of dicts");
            }
        }
    }

    private void Complain(string? complaint, Place place)
    {
        if (complaint is not null)
        {
            _complaints.Add(complaint + place.FoundIn);
        }
    }
}
