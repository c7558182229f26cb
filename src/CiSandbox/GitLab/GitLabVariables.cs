// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CiSandbox.GitLab;

/// <summary>The CI/CD variables of the project.</summary>
internal sealed partial class GitLabVariables
{
    private static readonly string[] Needed = ["key", "value"];

    private readonly List<JsonObject> _all = [];

    public IEnumerable<JsonNode> Shown => _all.Select(Show);

    public GitLabAnswer Create(JsonObject body)
    {
        if (GitLabAnswer.Lacking(body, Needed) is { } lacking)
        {
            return lacking;
        }

        if (!Key().IsMatch(body["key"]!.ToString()))
        {
            return GitLabAnswer.Invalid("key", "can contain only letters, digits and '_'.");
        }

        var (key, scope) = (body["key"]!.ToString(), body["environment_scope"]?.ToString() ?? "*");
        if (Find(key, scope).Count > 0)
        {
            return GitLabAnswer.Invalid("key", $"({key}) has already been taken");
        }

        var hidden = (bool?)body["masked_and_hidden"] == true;
        var variable = new JsonObject
        {
            ["variable_type"] = "env_var", ["key"] = key, ["value"] = "", ["hidden"] = hidden, ["protected"] = false,
            ["masked"] = hidden, ["raw"] = false, ["environment_scope"] = scope, ["description"] = null,
        };
        return Set(variable, body) is { } refused ? refused : Added(variable);
    }

    /// <param name="key">Its name.</param>
    /// <param name="scope">Its scope; null where the request does not say.</param>
    /// <param name="then">What to do with the one.</param>
    public GitLabAnswer With(string key, string? scope, Func<JsonObject, GitLabAnswer> then) => Find(key, scope) switch
    {
        [] => GitLabAnswer.Refused(404, "404 Variable Not Found"),
        [var one] => then(one),
        _ => GitLabAnswer.Refused(409, "There are multiple variables with provided parameters. Please use 'filter[environment_scope]'"),
    };

    public GitLabAnswer Change(JsonObject variable, JsonObject body)
    {
        if ((bool?)variable["hidden"] == true && body.ContainsKey("masked"))
        {
            return GitLabAnswer.Invalid("base", "Updating masked attribute on a hidden variable is not allowed.");
        }

        var changed = variable.DeepClone().AsObject();
        if (Set(changed, body) is { } refused)
        {
            return refused;
        }

        _all[_all.IndexOf(variable)] = changed;
        return new(200, Show(changed));
    }

    public GitLabAnswer Delete(JsonObject variable)
    {
        _ = _all.Remove(variable);
        return new(204);
    }

    /// <summary>A hidden value is nobody's to see.</summary>
    public static JsonNode Show(JsonObject variable)
    {
        var shown = variable.DeepClone().AsObject();
        if ((bool?)shown["hidden"] == true)
        {
            shown["value"] = null;
        }

        return shown;
    }

    private GitLabAnswer Added(JsonObject variable)
    {
        _all.Add(variable);
        return new(201, Show(variable));
    }

    private List<JsonObject> Find(string key, string? scope) =>
        [.. _all.Where(each => each["key"]!.ToString() == key && (scope is null || each["environment_scope"]!.ToString() == scope))];

    private static GitLabAnswer? Set(JsonObject variable, JsonObject body)
    {
        foreach (var (name, value) in body.Where(field => field.Key != "key" && variable.ContainsKey(field.Key)))
        {
            variable[name] = value?.DeepClone();
        }

        var rule = (bool?)variable["raw"] == true ? Raw() : Expanded();
        return (bool?)variable["masked"] == true && !rule.IsMatch(variable["value"]!.ToString())
            ? GitLabAnswer.Invalid("value", "is invalid")
            : null;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_+=/@:.~-]{8,}\z")]
    private static partial Regex Expanded();

    [GeneratedRegex(@"\A[a-zA-Z0-9_]{1,255}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"\A\S{8,}\z")]
    private static partial Regex Raw();
}
