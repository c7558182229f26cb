// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Golden;
using Modules.Tests.Infra;

namespace Modules.Tests.GoldenVersions;

/// <summary>One recorded write as a call: in check mode, for real, and once more when the server has done it.</summary>
internal sealed class VersionTrial(VersionServer pulp, int at, VersionCall call)
{
    private readonly RecordedExchange _exchange = pulp.All[at];

    private JsonObject? Task => pulp.State.TaskOf((string?)(_exchange.Answer as JsonObject)?["task"]);

    /// <summary>In what it disagrees with the recording.</summary>
    public async Task<List<Disagreement>> RunAsync()
    {
        List<Disagreement> found = [];
        var isSo = IsSo();
        pulp.Expected = (at, body => (_exchange.Body ?? []).All(pair => IsSaid(pair.Key, pair.Value, body)));
        pulp.Writes.Clear();
        var foreseen = await CallAsync(checkMode: true);
        if (pulp.Writes.Count > 0)
        {
            found.Add(new("check", "check mode wrote"));
        }

        pulp.Writes.Clear();
        var real = await CallAsync(checkMode: false);
        pulp.Expected = null;
        if (_exchange.IsRefused || (string?)Task?["state"] == "failed")
        {
            found.AddRange(Refused(foreseen, real));
            return found;
        }

        if (Failed(real))
        {
            return [new("failed", $"{real["msg"]}")];
        }

        found.AddRange(Sent(isSo));
        // Whether a sync brings anything is not known before it.
        var isSync = call.Module.EndsWith("_sync", StringComparison.Ordinal);
        if (Failed(foreseen) || ((bool?)foreseen["changed"] != (bool?)real["changed"] && !isSync))
        {
            found.Add(new("check", $"foreseen {foreseen["changed"]} {foreseen["msg"]}, done {real["changed"]}"));
        }

        if (call.Entity is not null)
        {
            var changes = !isSo && _exchange.Status != 200;
            if ((bool?)real["changed"] != changes)
            {
                found.Add(new("changed", $"{real["changed"]}, not {changes}"));
            }

            found.AddRange(await AgainAsync());
        }

        return found;
    }

    private IEnumerable<Disagreement> Refused(JsonObject foreseen, JsonObject real)
    {
        var why = (Task?["error"] ?? _exchange.Answer)?.ToJsonString();
        if (!Failed(real))
        {
            yield return new("failed", $"it succeeds, though Pulp says {why}");
        }
        else if (!Failed(foreseen) && foreseen["warnings"]?.ToJsonString().Contains("Check mode assumes", StringComparison.Ordinal) != true)
        {
            yield return new("foreseen", $"only Pulp says it: {why}");
        }
    }

    /// <summary>The one write, as it was recorded; nothing where the object is so already.</summary>
    private IEnumerable<Disagreement> Sent(bool isSo)
    {
        var writes = pulp.Writes.Select(each => $"{each.Method} {each.Path} {each.Body?.ToJsonString()}").ToList();
        var said = $"{_exchange.Method} {_exchange.Address} {_exchange.Body?.ToJsonString()}";
        if (isSo)
        {
            return pulp.Writes.Count == 0 ? [] : [new("sent", $"nothing was to be sent: {string.Join("; ", writes)}")];
        }

        return pulp.Writes is [var only]
            && only.Method == _exchange.Method
            && only.Path == _exchange.Address
            && (_exchange.Body ?? []).All(pair => IsSaid(pair.Key, pair.Value, only.Body ?? []))
            ? Unknown(only.Body ?? [])
            : [new("sent", $"{string.Join("; ", writes)}, not {said}")];
    }

    /// <summary>A repository may be said by its newest version, and a field by the other name that other servers have for it.</summary>
    private bool IsSaid(string name, JsonNode? value, JsonObject body) =>
        Twin(name) is { } twin && body.ContainsKey(twin) && !body.ContainsKey(name)
        ? value is not (null or JsonArray { Count: 0 }) && Comparison.Alike(value, body[twin]) // none is none by one of the names only
        : body.ContainsKey(name)
            ? Comparison.Alike(value, body[name])
            : call.Entity?.Immutable == true
                && name == "repository"
                && (string?)body["repository_version"] is { } version
                && version.StartsWith((string)value!, StringComparison.Ordinal);

    private string? Twin(string name) => call.Entity?.Fields.FirstOrDefault(field => field.Successor == name)?.ApiName
        ?? call.Entity?.Fields.FirstOrDefault(field => field.ApiName == name)?.Successor;

    /// <summary>A field that this version's objects do not have would be refused by it.</summary>
    private IEnumerable<Disagreement> Unknown(JsonObject body)
    {
        var shown = pulp.All.Where(each => !each.IsRefused).Select(each => each.Answer).OfType<JsonObject>()
            .Where(each => ((string?)(each["pulp_href"] as JsonValue))?.StartsWith(Collection(), StringComparison.Ordinal) == true)
            .SelectMany(each => each.Select(pair => pair.Key)
                .Concat((each["hidden_fields"] as JsonArray ?? []).Select(hidden => (string)hidden!["name"]!)))
            .ToHashSet();
        return body.Where(pair => shown.Count > 0
                && _exchange.Body?.ContainsKey(pair.Key) != true
                && !shown.Contains(pair.Key)
                && !(Twin(pair.Key) is { } twin && shown.Contains(twin)))
            .Select(pair => new Disagreement("sent", $"{pair.Key} is sent beside, which this version does not have"));
    }

    private string Collection() => _exchange.Method == "POST"
        ? _exchange.Address
        : _exchange.Address[..(_exchange.Address.TrimEnd('/').LastIndexOf('/') + 1)];

    /// <summary>The second run, with what the server shows until something else is written.</summary>
    private async Task<List<Disagreement>> AgainAsync()
    {
        pulp.State.LearnFrom(at);
        pulp.Writes.Clear();
        var check = await CallAsync(checkMode: true);
        var again = await CallAsync(checkMode: false);
        return Failed(again) ? [new("again", $"the second run fails: {again["msg"]}")]
            : (bool?)again["changed"] == true ? [new("again", "changed for ever")]
            : (bool?)check["changed"] == true ? [new("again", "changed for ever in check mode")]
            : [];
    }

    /// <summary>Whether the object has all that is sent, as far as it shows.</summary>
    private bool IsSo() => _exchange is { Method: "PATCH", Body: { } body }
        && pulp.State.Find(_exchange.Address) is { } before
        && body.All(pair => (before.ContainsKey(pair.Key) && Comparison.Alike(pair.Value, before[pair.Key]))
            || (Twin(pair.Key) is { } twin && pair.Value is JsonArray { Count: > 0 } && Comparison.Alike(pair.Value, before[twin])));

    private Task<JsonObject> CallAsync(bool checkMode)
    {
        var arguments = call.Arguments.DeepClone().AsObject();
        (arguments["pulp_url"], arguments["username"], arguments["password"]) = (pulp.Address, "admin", "secret of the login");
        return Calling.RunAsync(call.Module, arguments, checkMode);
    }

    private static bool Failed(JsonObject answer) => (bool?)answer["failed"] == true;
}
