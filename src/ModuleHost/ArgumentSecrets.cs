using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>The secrets among arguments: what a redactor learns from them, and how they are shown.</summary>
internal static class ArgumentSecrets
{
    /// <summary>Takes over the secrets of one level, and the words that are no secrets.</summary>
    public static void Learn(this Redactor redactor, ArgumentSpec spec, JsonObject values)
    {
        redactor.Know(spec);
        foreach (var argument in spec.Arguments.Where(argument => argument.Secrecy == Secrecy.Secret))
        {
            Take(redactor, values[argument.Name]);
        }
    }

    /// <summary>A copy of arguments as they may be seen. The value of a name that no argument has is hidden: it may be a
    /// password whose option was misspelt.</summary>
    public static JsonObject Clean(this Redactor redactor, ArgumentSpec spec, JsonObject arguments) =>
        new(arguments.Select(pair => KeyValuePair.Create(pair.Key, Shown(redactor, Find(spec, pair.Key), pair.Value))));

    private static JsonNode? Shown(Redactor redactor, Argument? argument, JsonNode? value) => (argument, value) switch
    {
        (_, null) => null,
        (null or { Secrecy: not Secrecy.Open }, _) => Python.Repr(value) == "''" ? "" : Redactor.Hidden,
        ({ Options: { } options }, JsonObject inside) => redactor.Clean(options, inside),
        ({ Options: not null }, JsonArray list) => new JsonArray([.. list.Select(each => Shown(redactor, argument, each))]),
        ({ Options: { } options }, _) when HasSecrets(options) => Redactor.Hidden, // text that was no dictionary
        _ => redactor.Clean(value),
    };

    private static Argument? Find(ArgumentSpec spec, string name) =>
        spec.Arguments.FirstOrDefault(argument => argument.Name == name || argument.Aliases.Contains(name));

    private static bool HasSecrets(ArgumentSpec spec) => spec.Arguments.Any(argument =>
        argument.Secrecy != Secrecy.Open || (argument.Options is { } options && HasSecrets(options)));

    private static void Take(Redactor redactor, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                map.ToList().ForEach(pair => Take(redactor, pair.Value));
                break;
            case JsonArray list:
                list.ToList().ForEach(each => Take(redactor, each));
                break;
            case JsonValue scalar when scalar.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                redactor.Add(Python.Text(scalar));
                break;
            default:
                break;
        }
    }
}
