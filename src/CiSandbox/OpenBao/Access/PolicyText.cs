// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Access;

/// <summary>What a policy's text allows: paths, each with capabilities.</summary>
/// <param name="Rules">In the order of the text.</param>
internal sealed record PolicyText(IReadOnlyList<PolicyRule> Rules)
{
    private static readonly string[] Known = ["create", "read", "update", "patch", "delete", "list", "scan", "sudo", "deny"];
    private static readonly string[] Keys =
    [
        "capabilities", "policy", "comment", "denied_parameters", "allowed_parameters", "required_parameters", "min_wrapping_ttl",
        "max_wrapping_ttl", "mfa_methods", "control_group", "expiration", "pagination_limit", "list_scan_response_keys_filter_path",
    ];

    /// <exception cref="FormatException">In the server's words.</exception>
    public static PolicyText Parse(string text)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            return new(OfJson(text));
        }

        List<PolicyRule> rules = [];
        foreach (var block in new PolicyParser(text).Read())
        {
            if (block.Name != "path")
            {
                if (block.Name is "name")
                {
                    continue;
                }

                throw new FormatException(Http.BaoException.Wrapped($"invalid key \"{block.Name}\" on line {block.Line - 1}"));
            }

            rules.Add(Rule(block));
        }

        return new(rules);
    }

    private static PolicyRule Rule(PolicyBlock block)
    {
        var path = block.Label ?? "";
        var before = $"path \"{path}\": ";
        if (path.Contains("+*", StringComparison.Ordinal))
        {
            throw new FormatException($"{before}{before}invalid use of wildcards ('+*' is forbidden)");
        }

        if (block.Values.FirstOrDefault(value => !Keys.Contains(value.Name)) is { Name: { } odd } unknown)
        {
            throw new FormatException(before + Http.BaoException.Wrapped($"invalid key \"{odd}\" on line {unknown.Line}"));
        }

        var capabilities = new List<string>();
        foreach (var value in block.Values)
        {
            if (value.Name == "capabilities")
            {
                capabilities.AddRange(
                    value.List ?? throw new FormatException($"{before}{before}At {value.At}: unknown slice type: *ast.LiteralType"));
            }
            else if (value.Name == "policy")
            {
                capabilities.AddRange(OfOldWord(value.Text ?? ""));
            }
        }

        return capabilities.Find(each => !Known.Contains(each)) is { } invalid
            ? throw new FormatException($"{before}{before}invalid capability \"{invalid}\"")
            : new(path, capabilities);
    }

    private static string[] OfOldWord(string word) => word switch
    {
        "read" => ["read", "list"],
        "write" => ["create", "read", "update", "delete", "list", "patch"],
        "sudo" => ["create", "read", "update", "delete", "list", "patch", "sudo"],
        _ => ["deny"],
    };

    /// <summary>Broken JSON is taken, and allows nothing.</summary>
    private static List<PolicyRule> OfJson(string text)
    {
        try
        {
            var paths = JsonNode.Parse(text)?["path"];
            return [.. (paths as JsonArray ?? [paths?.DeepClone()]).OfType<JsonObject>().SelectMany(map => map)
                .Select(pair => new PolicyRule(
                    pair.Key, [.. (pair.Value?["capabilities"] as JsonArray ?? []).Select(each => each?.ToString() ?? "")]))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
