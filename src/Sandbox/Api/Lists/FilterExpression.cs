// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Http;

namespace Sandbox.Api.Lists;

/// <summary>The query's q: filters joined by AND, OR, NOT and parentheses.</summary>
internal sealed partial class FilterExpression(IReadOnlySet<string> known)
{
    private readonly Queue<string> _tokens = new();

    public Func<Row, bool> Parse(string text)
    {
        if (Token().Replace(text, "").Trim().Length > 0)
        {
            throw Wrong(); // a quote that does not end
        }

        foreach (var token in Tokens(text))
        {
            _tokens.Enqueue(token);
        }

        var whole = Either();

        return _tokens.Count == 0 ? whole : throw Wrong();
    }

    private Func<Row, bool> Either()
    {
        var left = Both();
        while (Take("OR"))
        {
            var (one, other) = (left, Both());
            left = row => one(row) || other(row);
        }

        return left;
    }

    private Func<Row, bool> Both()
    {
        var left = Term();
        while (Take("AND"))
        {
            var (one, other) = (left, Term());
            left = row => one(row) && other(row);
        }

        return left;
    }

    private Func<Row, bool> Term()
    {
        if (Take("NOT"))
        {
            var denied = Term();
            return row => !denied(row);
        }

        if (Take("("))
        {
            var inner = Either();
            return Take(")") ? inner : throw Wrong();
        }

        if (!_tokens.TryDequeue(out var filter)
            || filter.Split('=', 2) is not [var name, var value]
            || name == "q"
            || !known.Contains(name))
        {
            throw Wrong();
        }

        return Filter.Test(name, value);
    }

    private bool Take(string word)
    {
        if (_tokens.TryPeek(out var next) && next.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            _tokens.Dequeue();
            return true;
        }

        return false;
    }

    /// <summary>Words end at blanks and parentheses, outside of quotes; the quotes are no part of them.</summary>
    private static IEnumerable<string> Tokens(string text) =>
        Token()
            .Matches(text)
            .Select(match => match.Value.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal));

    private static HttpProblemException Wrong() =>
        HttpProblemException.Refused(new JsonObject { ["q"] = new JsonArray("Syntax error in expression.") });

    [GeneratedRegex("""[()]|(?:[^\s()"']|"[^"]*"|'[^']*')+""")]
    private static partial Regex Token();
}
