using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>
/// Turns what a playbook wrote into accepted values, or says why not. Ansible does this for modules in Python only; the
/// order of the checks and their wording are its own, since people grep for them. Values are changed in place.
/// </summary>
internal sealed class Acceptance(Redactor redactor)
{
    private readonly List<string> _complaints = [];
    private readonly SortedDictionary<string, string> _unsupported = new(StringComparer.Ordinal);

    public List<string> Warnings { get; } = [];

    public List<string> Deprecations { get; } = [];

    /// <summary>The first complaint, as Ansible shows it; null when the values are accepted.</summary>
    public string? Refuse(string moduleName, ArgumentSpec spec, JsonObject values)
    {
        Check(spec, values, []);
        if (_complaints.Count == 0 && _unsupported.Count > 0)
        {
            return $"Unsupported parameters for ({moduleName}) module: {string.Join(", ", _unsupported.Keys)}. "
                + $"Supported parameters include: {_unsupported.Values.Last()}.";
        }

        return _complaints.FirstOrDefault();
    }

    private void Check(ArgumentSpec spec, JsonObject values, IReadOnlyList<string> context)
    {
        FillFromEnvironment(spec, values);
        FollowAliases(spec, values, context);
        redactor.Learn(spec, values);
        NoteUnsupported(spec, values, context);
        Apply(spec.Constraints.OfType<MutuallyExclusive>(), values, context);
        FillDefaults(spec, values, also: false);
        var missing = spec.Arguments.Where(argument => argument.Required && !values.ContainsKey(argument.Name))
            .Select(argument => argument.Name).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            Complain("missing required arguments: " + string.Join(", ", missing), context);
        }

        foreach (var argument in spec.Arguments.Where(argument => values[argument.Name] is not null))
        {
            CoerceValue(argument, values, context);
        }

        foreach (var argument in spec.Arguments.Where(argument => argument.Choices.Count > 0 && values[argument.Name] is not null))
        {
            CheckChoices(argument, values, context);
        }

        Apply(spec.Constraints.OfType<RequiredTogether>(), values, context);
        Apply(spec.Constraints.OfType<RequiredOneOf>(), values, context);
        Apply(spec.Constraints.OfType<RequiredIf>(), values, context);
        Apply(spec.Constraints.OfType<RequiredBy>(), values, context);
        FillDefaults(spec, values, also: true);
        foreach (var argument in spec.Arguments.Where(argument => argument.Options is not null))
        {
            CheckInside(argument, values[argument.Name], context);
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

    private void FollowAliases(ArgumentSpec spec, JsonObject values, IReadOnlyList<string> context)
    {
        foreach (var argument in spec.Arguments)
        {
            foreach (var alias in argument.Aliases.Where(values.ContainsKey).ToList())
            {
                if (values.ContainsKey(argument.Name))
                {
                    Warnings.Add($"Both option {In(context, argument.Name)} and its alias {In(context, alias)} are set.");
                }

                values[argument.Name] = values[alias]?.DeepClone();
            }

            if (argument.Deprecated is { } reason && values.ContainsKey(argument.Name))
            {
                Deprecations.Add($"Param '{In(context, argument.Name)}' is deprecated. {reason}");
            }
        }
    }

    private void NoteUnsupported(ArgumentSpec spec, JsonObject values, IReadOnlyList<string> context)
    {
        var known = spec.Arguments.SelectMany(argument => argument.Aliases.Prepend(argument.Name)).ToHashSet();
        var supported = string.Join(", ", spec.Arguments.Select(argument => argument.Name).Order(StringComparer.Ordinal));
        var aliases = string.Join(", ", spec.Arguments.SelectMany(argument => argument.Aliases).Order(StringComparer.Ordinal));
        foreach (var name in values.Select(pair => pair.Key).Where(name => !known.Contains(name)))
        {
            _unsupported[string.Join('.', context.Append(name))] = aliases.Length > 0 ? $"{supported} ({aliases})" : supported;
        }
    }

    private static void FillDefaults(ArgumentSpec spec, JsonObject values, bool also)
    {
        foreach (var argument in spec.Arguments.Where(argument => !values.ContainsKey(argument.Name)))
        {
            if (argument.Default is not null || also)
            {
                values[argument.Name] = argument.Default?.DeepClone();
            }
        }
    }

    private void CoerceValue(Argument argument, JsonObject values, IReadOnlyList<string> context)
    {
        var value = values[argument.Name];
        if (argument.Clearable && value is JsonValue blank && Python.Repr(blank) == "''")
        {
            return;
        }

        try
        {
            var coerced = Coercion.To(argument.Type, value, argument.Separator);
            values[argument.Name] = argument.Elements is { } elements ? CoerceElements(argument, elements, coerced!, context) : coerced;
        }
        catch (FormatException failure)
        {
            var found = context.Count > 0 ? $" found in '{string.Join(" -> ", context)}'." : "";
            _complaints.Add(
                $"argument '{argument.Name}' is of type {Python.TypeOf(value)}{found} and we were unable to convert to "
                + $"{argument.Type.InAnsible()}: {failure.Message}");
        }
    }

    private JsonArray CoerceElements(Argument argument, ArgumentType type, JsonNode list, IReadOnlyList<string> context)
    {
        var coerced = new JsonArray();
        foreach (var element in list.AsArray())
        {
            try
            {
                coerced.Add(Coercion.To(type, element));
            }
            catch (FormatException failure)
            {
                var found = context.Count > 0 ? $" found in '{string.Join(" -> ", context)}'" : "";
                _complaints.Add(
                    $"Elements value for option '{argument.Name}'{found} is of type {Python.TypeOf(element)} and we were unable to "
                    + $"convert to {type.InAnsible()}: {failure.Message}");
            }
        }

        return coerced;
    }

    private void CheckChoices(Argument argument, JsonObject values, IReadOnlyList<string> context)
    {
        var choices = string.Join(", ", argument.Choices);
        if (values[argument.Name] is JsonArray list)
        {
            var strange = list.Select(Python.Text).Where(each => !argument.Choices.Contains(each)).ToList();
            if (strange.Count > 0)
            {
                Complain(
                    $"value of {argument.Name} must be one or more of: {choices}. Got no match for: {string.Join(", ", strange)}", context);
            }
        }
        else if (Python.Text(values[argument.Name]) is var value && !argument.Choices.Contains(value))
        {
            Complain($"value of {argument.Name} must be one of: {choices}, got: {value}", context);
        }
    }

    private void CheckInside(Argument argument, JsonNode? value, IReadOnlyList<string> context)
    {
        foreach (var element in value is JsonArray list ? [.. list] : value is null ? Array.Empty<JsonNode?>() : [value])
        {
            if (element is JsonObject inside)
            {
                Check(argument.Options!, inside, [.. context, argument.Name]);
            }
            else
            {
                _complaints.Add($"value of '{argument.Name}' must be of type dict or list of dicts");
            }
        }
    }

    private void Apply(IEnumerable<Constraint> constraints, JsonObject values, IReadOnlyList<string> context)
    {
        foreach (var complaint in constraints.Select(constraint => ConstraintCheck.Complaint(constraint, values)).OfType<string>())
        {
            Complain(complaint, context);
        }
    }

    private void Complain(string complaint, IReadOnlyList<string> context) =>
        _complaints.Add(context.Count > 0 ? $"{complaint} found in {string.Join(" -> ", context)}" : complaint);

    private static string In(IReadOnlyList<string> context, string name) => string.Join('.', context.Append(name));
}
