// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Http;
using Sandbox.Json;

namespace Sandbox.Api.Lists;

/// <summary>pulp_label_select: key, !key, key=value, key!=value, key~value, joined by commas.</summary>
internal static partial class LabelSelection
{
    public static Func<Row, bool> Parse(string selection)
    {
        var tests = selection.Split(',').Select(One).ToList();

        return row => tests.TrueForAll(test => test(row["pulp_labels"] as JsonObject ?? []));
    }

    private static Func<JsonObject, bool> One(string term)
    {
        var parts = Term().Match(term.Trim());
        if (!parts.Success)
        {
            throw HttpProblemException.Refused(new JsonArray($"Invalid search term: '{term.Trim()}'."));
        }

        var (key, value) = (parts.Groups["key"].Value, parts.Groups["value"].Value);

        return (parts.Groups["not"].Success, parts.Groups["op"].Value) switch
        {
            (true, _) => labels => !labels.ContainsKey(key),
            (_, "=") => labels => labels.TryGetPropertyValue(key, out var held) && Values.Text(held) == value,
            (_, "!=") => labels => labels.TryGetPropertyValue(key, out var held) && Values.Text(held) != value,
            (_, "~") => labels => Values.Text(labels[key])?.Contains(value, StringComparison.OrdinalIgnoreCase) ?? false,
            _ => labels => labels.ContainsKey(key),
        };
    }

    [GeneratedRegex("^(?<not>!)?(?<key>[\\w.\\- ]+?)(?:(?<op>!=|=|~)(?<value>.*))?$")]
    private static partial Regex Term();
}
