// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using ModuleHost.Validation;
using Modules.Converge;
using Modules.Tests.Golden;
using Modules.Tests.Infra;

namespace Modules.Tests.Refusals;

/// <summary>One recorded value as an option of a module.</summary>
internal sealed class Trial
{
    private readonly Subject _subject;
    private readonly IReadOnlyList<RecordedRequest> _all;
    private readonly RecordedRequest _request;
    private readonly RecordedPulp _pulp;
    private readonly RecordedRequest _expected;

    public Trial(Subject subject, IReadOnlyList<RecordedRequest> all, RecordedRequest request, RecordedPulp pulp)
    {
        (_subject, _all, _request, _pulp, _expected) = (subject, all, request, pulp, request);
        if (request.Field.Length > 0
            && !IsSymbol(request.Sent)
            && subject.Arguments(Body(request), request.Operation == "update") is { } arguments
            && Meant(arguments) is { } expected)
        {
            (Arguments, _expected) = (arguments, expected);
        }
    }

    /// <summary>The call; null where no option says this value.</summary>
    public JsonObject? Arguments { get; }

    public bool IsRefused => _expected.IsRefused;

    /// <summary>Was not refused.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>What is wrong; null if nothing is.</summary>
    public async Task<string?> RunAsync()
    {
        _pulp.Recorded = Recorded;
        Begin();
        var foreseen = await CallAsync(checkMode: true);
        var why = (string?)foreseen["msg"] ?? "";
        if (_pulp.Writes.Count > 0)
        {
            return "check mode wrote";
        }

        Begin();
        var real = await CallAsync(checkMode: false);
        var failed = (bool?)real["failed"] == true;
        if (IsRefused)
        {
            return (bool?)foreseen["failed"] != true
                && !(foreseen["warnings"]?.ToJsonString() ?? "").Contains(
                    "Check mode assumes", StringComparison.Ordinal) ? $"not foreseen: {string.Join(" ", _expected.Words)}"
                : !failed ? "refused in check mode only"
                : _pulp.Writes.Count > 0 ? "foreseen in check mode only"
                : Unclear((string?)real["msg"] ?? "");
        }

        if (failed || (bool?)foreseen["failed"] == true)
        {
            return $"refused: {(failed ? real["msg"] : why)}";
        }

        IsTaken = true;
        return await ConvergedAsync();
    }

    private async Task<string?> ConvergedAsync()
    {
        foreach (var (name, stored) in Stored())
        {
            _pulp.Object![name] = stored?.DeepClone();
        }

        _pulp.Writes.Clear();
        var check = await CallAsync(checkMode: true);
        var again = await CallAsync(checkMode: false);
        return (bool?)again["failed"] == true ? $"the second run fails: {again["msg"]}"
            : (bool?)again["changed"] == true ? "changed for ever"
            : (bool?)check["changed"] == true ? "changed for ever in check mode"
            : null;
    }

    /// <summary>The refusal names the option, and says what Pulp says.</summary>
    private string? Unclear(string why)
    {
        var options = Body(_request).Select(pair => _subject.FieldOf(pair.Key)!.Argument.Name).ToList();
        return !options.Any(option => why.Contains(option, StringComparison.Ordinal)) ? $"does not name {options[0]}: {why}" : null;
    }

    /// <summary>The fields as Pulp kept them.</summary>
    private IEnumerable<KeyValuePair<string, JsonNode?>> Stored()
    {
        var stored = Body(_expected with { }).Count > 1 || _expected.Stored is JsonObject ? _expected.Stored as JsonObject : null;
        foreach (var (name, _) in Body(_request))
        {
            if (_subject.FieldOf(name) is { WriteOnly: false } && !(_expected.Stored is JsonObject absent && absent.ContainsKey("_absent")))
            {
                var value = stored is not null && stored.ContainsKey(name) && _request.Sent is JsonObject ? stored[name] : _expected.Stored;
                yield return KeyValuePair.Create(name, value);
            }
        }
    }

    private void Begin()
    {
        var isUpdate = _request.Operation == "update";
        JsonObject? before = null;
        if (isUpdate)
        {
            before = new JsonObject(_subject.Base.Select(pair => KeyValuePair.Create(
                _subject.Entity.AllFields.FirstOrDefault(field => field.Argument.Name == pair.Key)?.ApiName ?? pair.Key,
                pair.Value?.DeepClone())));
            before["pulp_href"] = "/pulp/api/v3/" + _subject.Entity.Path + "01a1fcef-7bae-72ff-bd1e-2584f3636e24/";
            Had(before);
        }

        _pulp.Begin(_subject.Entity, before);
    }

    /// <summary>Adds what the object had before, as far as that matters.</summary>
    private void Had(JsonObject before)
    {
        var earlier = _all.TakeWhile(each => each != _expected)
            .LastOrDefault(each => each.Had == _expected.Had && each.Operation == "update");
        if (_request.Had == "a locked role")
        {
            (before["locked"], before["permissions"]) = (true, new JsonArray("core.view_task"));
        }
        else if (_request.Had is { } had && earlier?.Stored is JsonObject was)
        {
            before["proxy_url"] = was["proxy_url"]?.DeepClone()
                ?? (had.StartsWith("proxy", StringComparison.Ordinal) && !Unset(_all, earlier) ? "http://proxy:3128" : null);
            before["proxy_url"] ??= was["hidden_fields"]!.AsArray()
                .Any(each => (string?)each!["name"] == "proxy_username" && (bool)each["is_set"]!)
                ? "http://proxy:3128"
                : null;
            foreach (var secret in was["hidden_fields"]!.AsArray().Where(each => (bool)each!["is_set"]!))
            {
                before[(string)secret!["name"]!] = "before";
            }
        }
        else if (_request.Had is "proxy" or "proxy-url")
        {
            before["proxy_url"] = "http://proxy:3128";
            before["proxy_username"] = before["proxy_password"] = null;
            if (_request.Had is "proxy")
            {
                (before["proxy_username"], before["proxy_password"]) = ("before", "before");
            }
        }
        else if (_request.Had is null
            && _expected.Stored is JsonObject whole
            && _request.Sent is JsonObject
            && whole.ContainsKey("repository"))
        {
            before["repository"] = whole["repository"]?.DeepClone();
        }
    }

    /// <summary>Whether the proxy was unset by then.</summary>
    private static bool Unset(IReadOnlyList<RecordedRequest> all, RecordedRequest until) =>
        all.TakeWhile(each => each != until).Append(until).LastOrDefault(
            each => each.Had == until.Had && !each.IsRefused && each.Sent is JsonObject sent && sent.ContainsKey("proxy_url")) is { } last
        && last.Sent!["proxy_url"] is null;

    private Task<JsonObject> CallAsync(bool checkMode)
    {
        var arguments = Arguments!.DeepClone().AsObject();
        arguments["pulp_url"] = _pulp.Address;
        return Calling.RunAsync(_subject.Module.Name, arguments, checkMode);
    }

    /// <summary>The recording that says what Pulp does with the option's value as Ansible hands it on; null where none does.</summary>
    private RecordedRequest? Meant(JsonObject arguments)
    {
        var isKey = _subject.Entity.Key.Any(key => key.ApiName == _request.Field);
        if ((isKey && _request.Operation == "update")
            || _request.Words.Any(words => words == "This field must be unique.")
            || _request.Status == 405)
        {
            return null; // an option of that name tells which object is meant
        }

        var accepted = arguments.DeepClone().AsObject();
        accepted["pulp_url"] = "http://127.0.0.1";
        if (new ArgumentValidator(new Redactor()).Refuse(_subject.Module.Name, _subject.Module.Arguments, accepted) is not null)
        {
            return _request;
        }

        var inner = _subject.Inside is { } inside ? accepted[inside]!.AsObject() : accepted;
        var meant = new JsonObject(
            Body(_request).Select(pair => KeyValuePair.Create(pair.Key, Value(_subject.FieldOf(pair.Key)!, inner, pair.Value))));
        var sent = Body(_request);
        return meant.Any(pair => pair.Value is JsonValue text && text.ToString() == Unsayable) ? null
            : Comparison.Alike(Loose(sent), Loose(meant)) && !IsNumberThatBreaks() ? _request
            : _all.FirstOrDefault(
                each => each != _request && each.Operation == _request.Operation && each.Field == _request.Field && each.Had == _request.Had
                && !IsSymbol(each.Sent) && Comparison.Alike(Loose(Body(each)), Loose(meant)));
    }

    private const string Unsayable = "no option says this";

    /// <summary>What the API is told when an option has a value.</summary>
    private static JsonNode? Value(Field field, JsonObject accepted, JsonNode? sent)
    {
        var value = accepted[field.Argument.Name];
        if (field.Argument.Type == ArgumentType.List && value is JsonValue empty && empty.ToString().Length == 0)
        {
            value = new JsonArray(); // an empty text empties a list
        }

        var isBlank = field.Clearable && value is JsonValue && value.ToJsonString() == "\"\"";
        return isBlank ? null : field switch
        {
            JoinedField =>
                string.Join(' ', value!.AsArray().Select(each => (string?)each)) is var joined
                    && field.Clearable
                    && joined.Trim().Length == 0
                    ? null
                    : joined,
            { Argument.Type: ArgumentType.Number } when sent?.GetValueKind() == JsonValueKind.True => Unsayable,
            { Argument.Type: ArgumentType.Flag or ArgumentType.Number or ArgumentType.Fraction } => sent?.DeepClone(),
            _ => value?.DeepClone(),
        };
    }

    /// <summary>Pulp has an error of its own with a number that it would take as a text, and options are texts.</summary>
    private bool IsNumberThatBreaks() => _request.Status == 500 && _request.Sent?.GetValueKind() == JsonValueKind.Number
        && _subject.FieldOf(_request.Field)?.Argument.Type is ArgumentType.Text;

    /// <summary>With numbers as texts, as Ansible and Pulp both make them.</summary>
    private static JsonNode? Loose(JsonNode? value) => value switch
    {
        null => null,
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Loose(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Loose)]),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => number.ToJsonString(),
        _ => value.DeepClone(),
    };

    private RecordedRequest? Recorded(string operation, JsonObject body)
    {
        var names = Body(_request).Select(pair => pair.Key).ToList();
        if (names.All(name => Body(_request) is var wanted && Comparison.Alike(wanted[name], body[name])))
        {
            return _request;
        }

        return names is [var only] && body.ContainsKey(only) ? Find(operation, body[only]) : null;
    }

    private RecordedRequest? Find(string operation, JsonNode? value) => _all.FirstOrDefault(each =>
        each.Operation == operation
            && each.Field == _request.Field
            && each.Had is null
            && !IsSymbol(each.Sent)
            && Body(each) is { Count: 1 } body
            && Comparison.Alike(body[each.Field], value));

    /// <summary>API fields and values that were sent beside the least body.</summary>
    private static JsonObject Body(RecordedRequest request) =>
        request.Sent is JsonObject whole
            && request.Field.Split('+').All(whole.ContainsKey)
            && whole.Count == request.Field.Split('+').Length
            ? whole
            : new JsonObject { [request.Field] = request.Sent?.DeepClone() };

    private static bool IsSymbol(JsonNode? sent) =>
        sent is JsonObject symbol && symbol.Any(pair => pair.Key.StartsWith('_') && pair.Key is not "_a" );
}
