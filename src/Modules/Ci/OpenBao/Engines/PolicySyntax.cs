// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>
/// Whether a text has the form of HCL that OpenBao reads policies in: names with values or blocks, nothing else. Which names there are the
/// server knows best, which may be newer; that capabilities are a list every server asks for.
/// </summary>
internal sealed partial class PolicySyntax
{
    private const string Capabilities = "capabilities";

    private readonly List<(string Kind, string Text, int Line)> _tokens;
    private int _at;

    private PolicySyntax(List<(string Kind, string Text, int Line)> tokens) => _tokens = tokens;

    /// <param name="text">Without comments.</param>
    /// <exception cref="ModuleException">It has another form.</exception>
    public static void Check(string text)
    {
        if (text.Contains("<<", StringComparison.Ordinal))
        {
            return; // a text of several lines: the server reads it
        }

        List<(string, string, int)> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            var match = Token().Match(text, at);
            var line = text.AsSpan(0, at).Count('\n') + 1;
            if (!match.Success)
            {
                throw Fault(line, $"'{text[at]}' cannot stand there");
            }

            var kind = match.Groups.Values.Skip(1).First(group => group.Success);
            if (kind.Name != "blank")
            {
                tokens.Add((kind.Name, match.Value, line));
            }

            at += match.Length;
        }

        new PolicySyntax(tokens).Items("end");
    }

    private void Items(string until)
    {
        while (Next().Kind != until)
        {
            var name = Take("word", "text", "a name");
            while (Next().Kind == "text" || (Next().Kind == "word" && _tokens[_at - 1].Kind != "word"))
            {
                CheckWildcards(name.Text, Next());
                _at++;
            }

            if (Next().Kind == "open")
            {
                _at++;
                Items("close");
                _at++;
            }
            else if (Next().Kind == "equals")
            {
                _at++;
                if (name.Text.Trim('"') == Capabilities && Next().Kind != "list")
                {
                    throw Fault(Next().Line, $"{Capabilities} must be a list, like [\"read\"], not {Next().Text}");
                }

                Value();
            }
            else
            {
                throw Fault(Next().Line, $"after {name.Text} comes {Next().Text} where {{ or = must stand");
            }

            if (Next().Kind == "comma")
            {
                _at++;
            }
        }
    }

    private void Value()
    {
        switch (Next().Kind)
        {
            case "text" or "number" or "word":
                _at++;
                return;
            case "open":
                _at++;
                Items("close");
                _at++;
                return;
            case "list":
                _at++;
                while (Next().Kind != "unlist")
                {
                    Value();
                    if (Next().Kind == "comma")
                    {
                        _at++;
                    }
                    else if (Next().Kind != "unlist")
                    {
                        throw Fault(Next().Line, $"a list goes on with {Next().Text} where , or ] must stand");
                    }
                }

                _at++;
                return;
            default:
                throw Fault(Next().Line, $"{Next().Text} stands where a value must");
        }
    }

    private (string Kind, string Text, int Line) Take(string one, string other, string what) => Next().Kind == one || Next().Kind == other
        ? _tokens[_at++]
        : throw Fault(Next().Line, $"{Next().Text} stands where {what} must");

    private (string Kind, string Text, int Line) Next() => _at < _tokens.Count ? _tokens[_at]
        : ("end", "the end", _tokens.Count > 0 ? _tokens[^1].Line : 1);

    private static void CheckWildcards(string name, (string Kind, string Text, int Line) label)
    {
        if (name == "path" && label.Text.Contains("+*", StringComparison.Ordinal))
        {
            throw Fault(label.Line, $"the path {label.Text} has +*, which cannot be");
        }
    }

    private static ModuleException Fault(int line, string what) =>
        new($"Check line {line} of rules: {what}. Nothing was sent.");

    [GeneratedRegex(
        """
        \G(?:(?<blank>\s+)
        |(?<text>"(?:[^"\\\n]|\\(?:[abfnrtv"\\]|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*")
        |(?<number>-?[0-9][0-9.eExXa-fA-F]*)|(?<word>[\p{L}_][\p{L}\p{Nd}_.-]*)
        |(?<open>\{)|(?<close>\})|(?<list>\[)|(?<unlist>\])|(?<equals>=)|(?<comma>,))
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
