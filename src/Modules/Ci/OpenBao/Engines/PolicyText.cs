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

            if (path.Contains('"', StringComparison.Ordinal) || path.Any(char.IsControl) || path.Contains("+*", StringComparison.Ordinal))
            {
                throw new ModuleException($"Give another path than '{path}' in paths: quotes, line breaks and +* cannot stand in one.");
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
            throw new ModuleException(
                $"Give capabilities out of {string.Join(", ", Capabilities)} in rules: '{odd}' is none. Nothing was sent.");
        }
    }

    /// <summary>A text without what does not matter: blanks and comments outside of texts.</summary>
    public static string Meaning(string text) => text.TrimStart().StartsWith('{')
        ? (Parsed(text)?.ToJsonString() ?? text)
        : Blank().Replace(Comment().Replace(text, match => match.Value.StartsWith('"') ? match.Value : " "), match =>
            match.Value.StartsWith('"') ? match.Value : "");

    private static void CheckJson(string text)
    {
        if (Parsed(text) is not JsonObject)
        {
            throw new ModuleException(
                "Check rules: they begin as JSON and are none. OpenBao would take them, and allow nothing. Nothing was sent.");
        }
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
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
