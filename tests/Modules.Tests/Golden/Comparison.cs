// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Tests.Golden;

/// <summary>Something in which we differ from the recording.</summary>
/// <param name="Aspect">failed, msg, changed, result, diff or requests.</param>
/// <param name="Text">What we said, and what the recording says.</param>
internal sealed record Disagreement(string Aspect, string Text);

/// <summary>Whether what we said agrees with what the Python module said.</summary>
internal static partial class Comparison
{
    private const string Masked = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";

    private static readonly string[] NotCompared = ["invocation", "warnings", "deprecations", "exception", "diff", "msg"];

    // What an answer may have beside: a key that one generation misspelt, and which collection answers.
    private static readonly string[] Also = [.. NotCompared, "distribuions", "collection"];

    /// <summary>Everything that disagrees, in words.</summary>
    public static IEnumerable<Disagreement> Results(JsonObject expected, JsonObject actual)
    {
        var failed = (bool?)expected["failed"] ?? false;
        if (failed != ((bool?)actual["failed"] ?? false))
        {
            yield return new("failed", $"{actual["failed"]?.ToJsonString() ?? "false"}, not {failed} (msg: {actual["msg"]})");
            yield break;
        }

        if (failed && !Message((string?)expected["msg"] ?? "", (string?)actual["msg"] ?? ""))
        {
            yield return new("msg", $"{actual["msg"]}\n   not: {expected["msg"]}");
        }

        foreach (var (name, value) in expected.Where(pair => !NotCompared.Contains(pair.Key)))
        {
            if (!Alike(value, actual[name]))
            {
                yield return new(
                    name == "changed" ? name : "result", $"{name}: {actual[name]?.ToJsonString()}\n   not: {value?.ToJsonString()}");
            }
        }

        var more = actual.Select(pair => pair.Key).Where(name => !expected.ContainsKey(name) && !Also.Contains(name))
            .Where(name => name != "changed" || (bool?)actual[name] == true); // left out is false
        foreach (var name in failed ? [] : more)
        {
            yield return new("more", $"{name}: {actual[name]?.ToJsonString()}");
        }

        foreach (var (name, value) in expected["invocation"]?["module_args"] as JsonObject ?? [])
        {
            if ((string?)(value as JsonValue)?.ToString() == Masked
                && actual["invocation"]?["module_args"]?[name]?.ToString() is { } shown
                && shown is not (Masked or "true" or "false")) // a secret "p" masks more than itself there
            {
                yield return new("masked", $"{name} is shown in invocation");
            }
        }

        if (expected["diff"] is JsonObject diff && !Alike(diff, actual["diff"]))
        {
            yield return new("diff", $"{actual["diff"]?.ToJsonString()}\n   not: {diff.ToJsonString()}");
        }
    }

    /// <summary>A message may say more than the recorded one, not less.</summary>
    private static bool Message(string expected, string actual) =>
        Regex.IsMatch(
            Folded(actual), string.Join(".*", Regex.Split(Folded(expected), @"\*{8}").Select(Regex.Escape)), RegexOptions.Singleline);

    /// <summary>Blanks folded; the words of a set, which Python prints in any order, taken out; our name for theirs.</summary>
    private static string Folded(string text) => Spaces().Replace(Booleans().Replace(text, ""), " ").Trim();

    public static bool Alike(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonObject one, JsonObject other) => one.Count == other.Count
            && one.All(pair => other.TryGetPropertyValue(pair.Key, out var value) && Alike(pair.Value, value)),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Alike(pair.First, pair.Second)),
        _ when expected.GetValueKind() == JsonValueKind.String => Text((string)expected!, actual),
        _ when expected.GetValueKind() == JsonValueKind.Number && actual.GetValueKind() == JsonValueKind.Number =>
            (double)JsonNode.Parse(expected.ToJsonString())! == (double)JsonNode.Parse(actual.ToJsonString())!,
        _ => JsonNode.DeepEquals(expected, actual),
    };

    /// <summary>Ansible masks a secret wherever the word occurs; we do not.</summary>
    private static bool Text(string expected, JsonNode actual) =>
        expected == Masked
        || (Pretended().IsMatch(expected) && (string?)actual == "(would be created)")
        || (actual.GetValueKind() == JsonValueKind.String
            && Regex.IsMatch(
                (string)actual!,
                "^" + string.Join(".*", Regex.Split(expected, @"\*{8}").Select(Regex.Escape)) + "$",
                RegexOptions.Singleline));

    /// <summary>What squeezer shows as the href of what check mode would create; we say it in words.</summary>
    [GeneratedRegex("^<FAKE[ _]ENTITY>$")]
    private static partial Regex Pretended();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"Valid booleans include:.*$", RegexOptions.Singleline)]
    private static partial Regex Booleans();
}
