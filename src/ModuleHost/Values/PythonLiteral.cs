// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost.Values;

/// <summary>Reads what Jinja prints of a dictionary or list: Python's literals, which are almost JSON.</summary>
internal sealed class PythonLiteral
{
    private const int Deepest = 100;

    private readonly string _text;
    private int _at;
    private int _depth;

    private PythonLiteral(string text) => _text = text;

    /// <exception cref="FormatException">Not a literal.</exception>
    public static JsonNode? Parse(string text)
    {
        var reader = new PythonLiteral(text);
        var value = reader.Value();
        return reader.Peek() == '\0' ? value : throw Unreadable();
    }

    public static FormatException Unreadable() => new("unable to evaluate string as dictionary");

    private JsonNode? Value()
    {
        if (++_depth > Deepest)
        {
            throw Unreadable();
        }

        var value = Peek() switch
        {
            '{' => Mapping(),
            '[' => Sequence(']', out _),
            '(' => Bracketed(),
            '\'' or '"' => JsonValue.Create(Strings()),
            'u' or 'U' or 'r' or 'R' when IsString() => JsonValue.Create(Strings()),
            _ => Word(),
        };
        _depth--;
        return value;
    }

    private JsonObject Mapping()
    {
        var map = new JsonObject();
        _at++;
        while (Peek() != '}')
        {
            var key = Key(Value());
            Take(':');
            map[key] = Value();
            if (Peek() != '}')
            {
                Take(',');
            }
        }

        _at++;
        return map;
    }

    /// <summary>A key as JSON prints it: <c>{True: 1}</c> is <c>{"true": 1}</c>.</summary>
    private static string Key(JsonNode? key) => PythonValue.Text(key) switch
    {
        _ when key is JsonArray or JsonObject => throw Unreadable(),
        var word when key is null || key.GetValueKind() is JsonValueKind.True or JsonValueKind.False =>
            key is null ? "null" : word.ToLowerInvariant(),
        var word => word,
    };

    /// <summary>A tuple; without a comma it is just a value in brackets.</summary>
    private JsonNode? Bracketed()
    {
        var list = Sequence(')', out var commas);
        return list.Count == 1 && commas == 0 ? list[0]?.DeepClone() : list;
    }

    private JsonArray Sequence(char close, out int commas)
    {
        var list = new JsonArray();
        commas = 0;
        _at++;
        while (Peek() != close)
        {
            list.Add(Value());
            if (Peek() != close)
            {
                Take(',');
                commas++;
            }
        }

        _at++;
        return list;
    }

    /// <summary>One string or several in a row, which are one.</summary>
    private string Strings()
    {
        var text = "";
        while (Peek() is '\'' or '"' || IsString())
        {
            var raw = _text[_at] is 'r' or 'R';
            _at += _text[_at] is '\'' or '"' ? 0 : 1;
            text += PythonString.Read(_text, ref _at, raw);
        }

        return text;
    }

    /// <summary>Whether a string with a letter before its quote begins here.</summary>
    private bool IsString() => _at + 1 < _text.Length && _text[_at] is 'u' or 'U' or 'r' or 'R' && _text[_at + 1] is '\'' or '"';

    private JsonNode? Word()
    {
        var sign = Peek() is '-' or '+' ? _text[_at++].ToString() : "";
        _ = Peek(); // Python takes "- 1" for -1
        var start = _at;
        while (_at < _text.Length && !"{}[](),: \n\t#".Contains(_text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return (sign + _text[start.._at]) switch
        {
            "True" => JsonValue.Create(true),
            "False" => JsonValue.Create(false),
            "None" => null,
            "" => throw Unreadable(),
            var word => PythonNumber.Literal(word) ?? throw Unreadable(),
        };
    }

    private char Peek()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            // A comment ends with its line.
            _at = _text[_at] != '#' ? _at + 1
                : _text.IndexOf('\n', _at) is var end && end >= 0 ? end
                : _text.Length;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private void Take(char expected)
    {
        if (Peek() != expected)
        {
            throw Unreadable();
        }

        _at++;
    }
}
