using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>
/// Keeps secrets out of everything that leaves the process. Three rules, from sure to careful:
/// an argument that is secret is hidden by its name, whatever its value; a string that is a secret as a whole is hidden;
/// a secret inside a longer string is starred out where it stands — from 8 characters on anywhere, from 4 on only between
/// word boundaries, below that never, since a password <c>b</c> would turn <c>library</c> into stars and tell nothing.
/// A word that is the name of an argument is never hidden: a password <c>password</c> gives itself away elsewhere.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands for a whole hidden value, as Ansible writes it.</summary>
    public const string Hidden = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";

    private const string Stars = "********";
    private const int LongEnough = 8;
    private const int LongEnoughForAWord = 4;

    private readonly HashSet<string> _secrets = [];
    private readonly HashSet<string> _vocabulary = [];
    private List<string>? _longestFirst;

    /// <summary>Adds a secret and the forms it travels in: base64, percent-encoded, JSON-escaped, the lines of a key.</summary>
    public void Add(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return;
        }

        if (!_secrets.Add(secret))
        {
            return;
        }

        _longestFirst = null;
        foreach (var form in (string[])
            [Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).Value,
            .. secret.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > 15 && !line.StartsWith("-----", StringComparison.Ordinal))])
        {
            if (form.Length >= LongEnough)
            {
                _ = _secrets.Add(form);
            }
        }
    }

    /// <summary>Text with every secret starred out.</summary>
    public string Clean(string text)
    {
        if (_secrets.Contains(text) && !_vocabulary.Contains(text))
        {
            return Hidden;
        }

        foreach (var secret in _longestFirst ??= [.. _secrets.Where(secret => secret.Length >= LongEnoughForAWord).OrderByDescending(secret => secret.Length)])
        {
            text = StarOut(text, secret);
        }

        return text;
    }

    /// <summary>A copy of a JSON value with every secret hidden; keys stay.</summary>
    public JsonNode? Clean(JsonNode? value) => value switch
    {
        null => null,
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Clean)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => JsonValue.Create(Clean(text.GetValue<string>())),
        _ => value.DeepClone(),
    };

    /// <summary>A copy of arguments with the secret ones hidden by name, and only those of a dictionary's options.</summary>
    internal JsonObject Clean(ArgumentSpec spec, JsonObject arguments)
    {
        var clean = new JsonObject();
        foreach (var (name, value) in arguments)
        {
            var argument = spec.Arguments.FirstOrDefault(argument => argument.Name == name || argument.Aliases.Contains(name));
            clean[name] = argument switch
            {
                { Secrecy: not Secrecy.Open } when Python.Text(value) is not ("None" or "") => Hidden,
                { Options: { } options } when value is JsonObject inside => Clean(options, inside),
                { Options: { } options } when value is JsonArray list =>
                    new JsonArray([.. list.Select(each => each is JsonObject inside ? Clean(options, inside) : Clean(each))]),
                _ => Clean(value),
            };
        }

        return clean;
    }

    /// <summary>Takes over the secrets among the arguments and the words that are not secrets.</summary>
    internal void Learn(ArgumentSpec spec, JsonObject values)
    {
        foreach (var argument in spec.Arguments)
        {
            _vocabulary.UnionWith(argument.Aliases.Prepend(argument.Name));
            if (argument.Secrecy == Secrecy.Secret)
            {
                Take(values[argument.Name]);
            }
        }
    }

    private void Take(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                map.ToList().ForEach(pair => Take(pair.Value));
                break;
            case JsonArray list:
                list.ToList().ForEach(Take);
                break;
            case JsonValue scalar when scalar.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                Add(Python.Text(scalar));
                break;
            default:
                break;
        }
    }

    private string StarOut(string text, string secret)
    {
        var from = 0;
        while (text.IndexOf(secret, from, StringComparison.Ordinal) is var at && at >= 0)
        {
            var (start, end) = (at, at + secret.Length);
            while (start > 0 && IsWord(text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && IsWord(text[end]))
            {
                end++;
            }

            var standsAlone = start == at && end == at + secret.Length;
            if (_vocabulary.Contains(text[start..end]) || (secret.Length < LongEnough && !standsAlone))
            {
                from = at + secret.Length;
            }
            else
            {
                text = text[..at] + Stars + text[(at + secret.Length)..];
                from = at + Stars.Length;
            }
        }

        return text;
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
