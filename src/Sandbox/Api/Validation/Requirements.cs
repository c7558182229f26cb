// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sandbox.Api.Validation;

/// <summary>Python's requirement specifiers: a project's name, and after it versions.</summary>
internal static partial class Requirements
{
    public static JsonArray Check(string field, JsonArray given)
    {
        foreach (var text in given.Select(specifier => (string)specifier!))
        {
            var name = ProjectName().Match(text);
            var (problem, at) = !name.Success ? ("Expected package name at the start of dependency specifier", 0)
                : Rest().IsMatch(text[name.Length..]) ? ("", 0)
                : ("Expected end or semicolon (after name and no valid version specifier)", name.Length + Blanks(text, name.Length));
            if (problem.Length > 0)
            {
                throw new FieldProblemException(
                    $"{field} specifier {text} is invalid. {problem}\n    {text}\n    {new string(' ', at)}^");
            }
        }

        return given;
    }

    private static int Blanks(string text, int from) => text[from..].Length - text[from..].TrimStart(' ').Length;

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")]
    private static partial Regex ProjectName();

    [GeneratedRegex(@"^\s*(?:\[[^\]]*\])?\s*(?:$|;|@|\(|[<>=!~])")]
    private static partial Regex Rest();
}
