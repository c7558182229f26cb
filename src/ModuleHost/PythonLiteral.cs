using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>Reads what Jinja prints of a dictionary or list: Python's literals, which are almost JSON.</summary>
internal sealed class PythonLiteral
{
    private readonly string _text;
    private int _at;

    private PythonLiteral(string text) => _text = text;

    /// <exception cref="FormatException">Not a literal.</exception>
    public static JsonNode? Parse(string text)
    {
        var reader = new PythonLiteral(text);
        var value = reader.Value();
        return reader.Peek() == '\0' ? value : throw Unreadable();
    }

    private JsonNode? Value() => Peek() switch
    {
        '{' => Mapping(),
        '[' => Sequence('[', ']'),
        '(' => Sequence('(', ')'),
        '\'' or '"' => Text(),
        _ => Word(),
    };

    private JsonObject Mapping()
    {
        var map = new JsonObject();
        _at++;
        while (Peek() != '}')
        {
            var key = Value() is { } name ? Python.Text(name) : "None";
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

    private JsonArray Sequence(char open, char close)
    {
        var list = new JsonArray();
        Take(open);
        while (Peek() != close)
        {
            list.Add(Value());
            if (Peek() != close)
            {
                Take(',');
            }
        }

        _at++;
        return list;
    }

    private JsonValue Text()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        for (; _at < _text.Length && _text[_at] != quote; _at++)
        {
            _ = text.Append(_text[_at] != '\\' || ++_at >= _text.Length ? _text[_at] : _text[_at] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                var other => other,
            });
        }

        Take(quote);
        return JsonValue.Create(text.ToString());
    }

    private JsonValue? Word()
    {
        var start = _at;
        while (_at < _text.Length && !"{}[](),: \n\t".Contains(_text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        var word = _text[start.._at];
        return word switch
        {
            "True" or "true" => JsonValue.Create(true),
            "False" or "false" => JsonValue.Create(false),
            "None" or "null" => null,
            _ when long.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => throw Unreadable(),
        };
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
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

    private static FormatException Unreadable() => new("unable to evaluate string as dictionary");
}
