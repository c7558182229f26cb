// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;

namespace CiSandbox.OpenBao.Access;

/// <summary>A block of a policy's text.</summary>
internal sealed record PolicyBlock(string Name, string? Label, int Line, IReadOnlyList<PolicyValue> Values);

/// <summary>A value in a block: a list of texts, or something else.</summary>
internal sealed record PolicyValue(string Name, IReadOnlyList<string>? List, string? Text, int Line, string At);

/// <summary>As much of HCL as policies are written in.</summary>
/// <param name="text">The policy.</param>
internal sealed class PolicyParser(string text)
{
    private int _at;

    public List<PolicyBlock> Read()
    {
        List<PolicyBlock> blocks = [];
        while (Skip() && _at < text.Length)
        {
            var line = Line;
            if (!char.IsLetter(text[_at]) && text[_at] != '"' && text[_at] != '_')
            {
                throw new FormatException($"At {Where}: expected: IDENT | STRING | ASSIGN | LBRACE got: {Kind()}");
            }

            List<string> names = [];
            while (Skip() && _at < text.Length && text[_at] is not ('{' or '='))
            {
                names.Add(char.IsLetter(text[_at]) || text[_at] is '"' or '_'
                    ? Name()
                    : throw new FormatException(Unfinished(names)));
            }

            if (_at >= text.Length)
            {
                throw new FormatException(Unfinished(names));
            }

            if (text[_at] == '=')
            {
                _at++;
                var (list, value, at) = Value();
                blocks.Add(new(names[0], null, line, [new("", list, value, line, at)]));
                continue;
            }

            _at++;
            blocks.Add(new(names[0], names.Count > 1 ? names[1] : null, line, Values()));
        }

        return blocks;
    }

    private string Unfinished(List<string> names) =>
        $"At {Where}: key '{string.Join(' ', names)}' expected start of object ('{{') or assignment ('=')";

    private List<PolicyValue> Values()
    {
        List<PolicyValue> values = [];
        while (true)
        {
            _ = Skip();
            if (_at >= text.Length)
            {
                throw new FormatException($"At {Where}: object expected closing RBRACE got: EOF");
            }

            if (text[_at] == '}')
            {
                _at++;
                return values;
            }

            if (text[_at] == ',')
            {
                _at++;
                continue;
            }

            var line = Line;
            var name = Name();
            _ = Skip();
            if (_at < text.Length && text[_at] == '{')
            {
                _at++;
                _ = Values();
                values.Add(new(name, null, null, line, Where));
                continue;
            }

            if (_at >= text.Length || text[_at] != '=')
            {
                throw new FormatException($"At {Where}: key '{name}' expected start of object ('{{') or assignment ('=')");
            }

            _at++;
            var (list, value, at) = Value();
            values.Add(new(name, list, value, line, at));
        }
    }

    private (List<string>? List, string? Text, string At) Value()
    {
        _ = Skip();
        var at = Where;
        if (_at < text.Length && text[_at] == '{')
        {
            _at++;
            _ = Values();
            return (null, null, at);
        }

        if (_at >= text.Length || text[_at] != '[')
        {
            return (null, Name(), at);
        }

        _at++;
        List<string> list = [];
        var mayBeNext = true;
        while (true)
        {
            _ = Skip();
            var sign = _at < text.Length ? text[_at] : '\0';
            switch (sign)
            {
                case ']':
                    _at++;
                    return (list, null, at);
                case ',':
                    _at++;
                    mayBeNext = true;
                    break;
                case '}' or '{' or '=' or '\0':
                    throw new FormatException($"At {Where}: error parsing list, expected comma or list end, got: {Kind()}");
                default:
                    if (!mayBeNext)
                    {
                        throw new FormatException($"At {Where}: error parsing list, expected comma or list end, got: {Kind()}");
                    }

                    list.Add(Name());
                    mayBeNext = false;
                    break;
            }
        }
    }

    private string Name()
    {
        var word = new StringBuilder();
        if (text[_at] == '"')
        {
            for (_at++; _at < text.Length && text[_at] != '"'; _at++)
            {
                _at += text[_at] == '\\' && _at + 1 < text.Length ? 1 : 0;
                _ = text[_at] == '\n' ? throw new FormatException($"At {Where}: literal not terminated") : word.Append(text[_at]);
            }

            _at++;
            return word.ToString();
        }

        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '.'))
        {
            _ = word.Append(text[_at++]);
        }

        return word.Length > 0 ? word.ToString() : throw new FormatException($"At {Where}: illegal character");
    }

    /// <summary>Over blanks and comments.</summary>
    private bool Skip()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (text[_at] == '#' || text.AsSpan(_at).StartsWith("//"))
            {
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length;
            }
            else if (text.AsSpan(_at).StartsWith("/*"))
            {
                _at = text.IndexOf("*/", _at, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : text.Length;
            }
            else
            {
                return true;
            }
        }

        return true;
    }

    private int Line => 1 + text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n');

    private string Where
    {
        get
        {
            var end = Math.Min(_at, text.Length);
            var start = end == 0 ? 0 : text.LastIndexOf('\n', end - 1) + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{Line}:{end - start + 1 + (_at >= text.Length ? 1 : 0)}");
        }
    }

    private string Kind() => _at >= text.Length ? "EOF" : text[_at] switch
    {
        '}' => "RBRACE",
        '{' => "LBRACE",
        '[' => "LBRACK",
        ']' => "RBRACK",
        '=' => "ASSIGN",
        ',' => "COMMA",
        '"' => "STRING",
        var sign when char.IsDigit(sign) => "NUMBER",
        _ => "IDENT",
    };
}
