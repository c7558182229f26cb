using System.Text.Json.Nodes;
using ModuleHost.Values;

namespace ModuleHost.Tests.Verdicts;

/// <summary>An argument spec as Ansible writes it, turned into ours.</summary>
internal static class AnsibleSpec
{
    public static ArgumentSpec Read(JsonObject spec)
    {
        List<Argument> arguments = [.. spec["options"]!.AsObject().Select(pair => Argument(pair.Key, pair.Value!.AsObject()))];
        return new(arguments, [
            .. Lists(spec, "mutually_exclusive").Select(list => new MutuallyExclusive(Named(arguments, list))),
            .. Lists(spec, "required_together").Select(list => new RequiredTogether(Named(arguments, list))),
            .. Lists(spec, "required_one_of").Select(list => new RequiredOneOf(Named(arguments, list))),
            .. Lists(spec, "required_if").Select(list => new RequiredIf(
                Named(arguments, [list[0]?.DeepClone()])[0], PythonValue.Text(list[1]), Named(arguments, list[2]!.AsArray()))
            {
                Any = list.Count > 3,
            }),
            .. (spec["required_by"] as JsonObject ?? []).Select(pair =>
                new RequiredBy(Named(arguments, [(JsonNode?)pair.Key])[0], Named(arguments, pair.Value!.AsArray()))),
        ]);
    }

    private static Argument<JsonNode?> Argument(string name, JsonObject option) =>
        new(name, Type(option["type"]) ?? ArgumentType.Text, value => value)
        {
            Required = option["required"] is not null,
            Secrecy = option["no_log"] is null ? Secrecy.Open : Secrecy.Secret,
            Default = option["default"]?.DeepClone(),
            Choices = Texts(option["choices"]),
            Aliases = Texts(option["aliases"]),
            Elements = Type(option["elements"]),
            EnvironmentVariable = option["env"]?.GetValue<string>(),
            Options = option["options"] is null ? null : Read(option),
            Clearable = option["clearable"] is not null,
        };

    private static ArgumentType? Type(JsonNode? name) =>
        name is null ? null : Enum.GetValues<ArgumentType>().Single(type => type.InAnsible() == name.GetValue<string>());

    private static IEnumerable<JsonArray> Lists(JsonObject spec, string constraint) =>
        (spec[constraint] as JsonArray ?? []).Select(list => list!.AsArray());

    private static List<Argument> Named(List<Argument> arguments, JsonArray names) =>
        [.. names.Select(name => arguments.Single(argument => argument.Name == name!.GetValue<string>()))];

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(PythonValue.Text)];
}
