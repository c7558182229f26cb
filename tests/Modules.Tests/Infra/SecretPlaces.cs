// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Tests.Infra;

/// <summary>Everywhere in options where a secret may stand: in dictionaries, in items of lists, in headers, too.</summary>
internal static class SecretPlaces
{
    /// <summary>Each by its path, with what puts a secret there.</summary>
    public static IEnumerable<(string Path, Action<JsonObject, string> Put)> Of(ArgumentSpec spec, string before = "")
    {
        foreach (var argument in spec.Arguments)
        {
            var path = before + argument.Name;
            if (argument.Secrecy is Secrecy.Secret)
            {
                yield return (path, (options, secret) => options[argument.Name] = Plain(argument, secret));
            }
            else if (argument.Secrecy is Secrecy.Entries)
            {
                yield return (path, (options, secret) => options[argument.Name] = Entries(argument, secret));
            }

            foreach (var (inner, put) in argument.Options is { } options ? Of(options, path + "/") : [])
            {
                yield return (inner, (outer, secret) => put(Inside(argument, outer), secret));
            }
        }
    }

    private static JsonNode Plain(Argument argument, string secret) => argument.Type switch
    {
        ArgumentType.List => new JsonArray(secret),
        ArgumentType.Mapping => new JsonObject { ["any"] = secret },
        _ => secret,
    };

    private static JsonNode Entries(Argument argument, string secret) => argument.Type switch
    {
        ArgumentType.List => new JsonArray(new JsonObject { ["Authorization"] = $"Bearer {secret}" }),
        _ => new JsonObject { ["API_TOKEN"] = secret },
    };

    private static JsonObject Inside(Argument argument, JsonObject outer)
    {
        outer[argument.Name] ??= Arguments.Value(argument);
        return outer[argument.Name] is JsonArray list ? list[0]!.AsObject() : outer[argument.Name]!.AsObject();
    }
}
