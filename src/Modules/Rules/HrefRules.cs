// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Rules;

/// <summary>Rules about objects that are named by href: a path, a whole URL or a PRN.</summary>
internal static partial class HrefRules
{
    private const string NoMatch = "Invalid hyperlink - No URL match.";

    /// <param name="collection">The collection it shall be of, below the API's path.</param>
    /// <param name="model">What PRNs call it.</param>
    public static Rule Of(string collection, string model) => value => TextRules.First(value, text => text switch
    {
        _ when Prn().Match(text) is { Success: true } prn =>
            prn.Groups["model"].Value != model ? $"Model {prn.Groups["model"].Value} does not exist here: it should be {model}."
            : OnlyNumber().IsMatch(prn.Groups["id"].Value) ? null
            : $"“{prn.Groups["id"].Value}” is not a valid UUID.",
        _ when Href().Match(text) is { Success: true } href =>
            href.Groups["path"].Value.EndsWith("/" + collection, StringComparison.Ordinal) ? null
            : $"Invalid hyperlink - Incorrect URL match. It should lie below {collection}.",
        _ => NoMatch + " Give the href of an object, as Pulp tells it.",
    });

    /// <summary>For an object that is of one kind or of another; the complaint is that of the first.</summary>
    public static Rule Either(Rule one, Rule other) => value => one(value) is { } complaint && other(value) is not null ? complaint : null;

    /// <summary>The same for each value of a dictionary; null and "" are none.</summary>
    public static Rule Values(string collection, string model) => value => (value as JsonObject)?.Select(each => each.Value switch
    {
        null => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String && ((string)text!).Length == 0 => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String =>
            Of(collection, model)(text) is { } complaint ? $"{each.Key}: {complaint}" : null,
        _ => $"{each.Key}: Not a valid string. Give the href of an object, as Pulp tells it.",
    }).FirstOrDefault(complaint => complaint is not null);

    /// <summary>Whether two texts name the same object: an object has one number in all three forms.</summary>
    public static bool Same(string one, string other) => one == other || (Id(one) is { } id && id == Id(other));

    private static string? Id(string text) => Number().Match(text) is { Success: true } number ? number.Value : null;

    [GeneratedRegex(@"\Aprn:(?<model>[^:]*):(?<id>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Prn();

    [GeneratedRegex(@"\A(?:https?://[^/\s]+)?(?<path>/[a-z0-9_/.-]+/)[0-9a-f-]{36}/\z")]
    private static partial Regex Href();

    [GeneratedRegex(@"\A[0-9a-fA-F-]{36}\z")]
    private static partial Regex OnlyNumber();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=/?\z)")]
    private static partial Regex Number();
}
