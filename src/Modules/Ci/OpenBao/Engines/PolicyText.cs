// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>The text of a policy: written from paths, checked as far as it can be, compared by what it means.</summary>
internal static partial class PolicyText
{
    private static readonly string[] Capabilities = ["create", "read", "update", "patch", "delete", "list", "scan", "sudo", "deny"];

    /// <summary>A text out of paths with capabilities.</summary>
    /// <exception cref="ModuleException">A capability that is none.</exception>
    public static string Of(JsonObject paths)
    {
        var text = new StringBuilder();
        foreach (var (path, given) in paths)
        {
            var capabilities = (given as JsonArray ?? [given?.DeepClone()]).Select(each => each?.ToString() ?? "").ToList();
            if (capabilities.Find(each => !Capabilities.Contains(each)) is { } odd)
            {
                throw new ModuleException(
                    $"Give capabilities out of {string.Join(", ", Capabilities)} for '{path}' in paths: '{odd}' is none.");
            }

            if (capabilities.Count == 0)
            {
                throw new ModuleException($"Give capabilities for '{path}' in paths, deny for none: the list is empty.");
            }

            if (path.Trim().Length == 0)
            {
                throw new ModuleException($"Give a path in place of '{path}' in paths: it is empty.");
            }

            if (path.Any(each => each is '"' or '\\' || char.IsControl(each)) || path.Contains("+*", StringComparison.Ordinal)
                || path.Contains("${", StringComparison.Ordinal))
            {
                throw new ModuleException(
                    $"Give another path than '{path}' in paths: quotes, backslashes, line breaks, ${{ and +* cannot stand in one.");
            }

            _ = text.Append(
                $"path \"{path}\" {{\n  capabilities = [{string.Join(", ", capabilities.Select(each => $"\"{each}\""))}]\n}}\n");
        }

        return text.ToString();
    }

    /// <summary>A text as the server keeps it: base64 of one is decoded there.</summary>
    public static string Kept(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : text;
    }

    /// <summary>What the server would refuse of a text, or take although it is broken.</summary>
    /// <exception cref="ModuleException">It has a fault.</exception>
    public static void Check(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ModuleException("Give a text in rules, or paths: an empty policy allows nothing, and OpenBao refuses it.");
        }

        if (text.TrimStart().StartsWith('{'))
        {
            CheckJson(text);
            return;
        }

        var code = Comment().Replace(text, match => match.Value.StartsWith('"') ? match.Value : Blanked(match.Value));
        PolicySyntax.Check(code);
        if (Listed().Matches(code).SelectMany(list => Word().Matches(list.Value).Select(word => word.Groups[1].Value))
            .FirstOrDefault(word => !Capabilities.Contains(word)) is { } odd)
        {
            throw Odd(odd);
        }
    }

    /// <summary>A text without what does not matter: blanks and comments outside of texts.</summary>
    public static string Meaning(string text) => text.TrimStart().StartsWith('{')
        ? (Parsed(text)?.ToJsonString() ?? text)
        : Blank().Replace(Comment().Replace(text, match => match.Value.StartsWith('"') ? match.Value : " "), match =>
            match.Value.StartsWith('"') ? match.Value : "");

    private static void CheckJson(string text)
    {
        if (Parsed(text) is not JsonObject policy)
        {
            throw new ModuleException(
                "Check rules: they begin as JSON and are none, or have a name twice. OpenBao would take them, and allow nothing. Nothing "
                    + "was sent.");
        }

        foreach (var (path, block) in Blocks(policy["path"]))
        {
            if (block is null || (block.ContainsKey("capabilities") && block["capabilities"] is not JsonArray))
            {
                throw new ModuleException(
                    $"Give '{path}' in rules an object with a list of capabilities, like {{\"capabilities\": [\"read\"]}}: it is none. "
                        + "Nothing was sent.");
            }

            if ((block["capabilities"] as JsonArray ?? []).Select(each => each?.ToString() ?? "")
                .FirstOrDefault(each => !Capabilities.Contains(each)) is { } odd)
            {
                throw Odd(odd);
            }
        }
    }

    /// <summary>Paths with what they allow: in an object, or in a list of such.</summary>
    private static IEnumerable<(string Path, JsonObject? Block)> Blocks(JsonNode? paths) => paths switch
    {
        JsonObject map => map.SelectMany(pair => pair.Value is JsonArray list
            ? list.Select(each => (pair.Key, each as JsonObject))
            : [(pair.Key, pair.Value as JsonObject)]),
        JsonArray list => list.SelectMany(Blocks),
        _ => [],
    };

    private static ModuleException Odd(string capability) => new(
        $"Give capabilities out of {string.Join(", ", Capabilities)} in rules: '{capability}' is none. Nothing was sent.");

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>A comment's line breaks: lines keep their numbers.</summary>
    private static string Blanked(string comment) => $" {new string('\n', comment.Count(each => each == '\n'))}";

    /// <summary>A text, or a comment: what begins with a quote is no comment.</summary>
    [GeneratedRegex("""(?:"(?:[^"\\\n]|\\.)*")|\#[^\n]*|//[^\n]*|/\*[\s\S]*?\*/""")]
    private static partial Regex Comment();

    [GeneratedRegex("""(?:"(?:[^"\\\n]|\\.)*")|\s+""")]
    private static partial Regex Blank();

    [GeneratedRegex("""capabilities\s*=\s*\[[^\]]*\]""")]
    private static partial Regex Listed();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Word();
}
