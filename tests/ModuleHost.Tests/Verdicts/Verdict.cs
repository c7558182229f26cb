using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Secrets;
using ModuleHost.Validation;
using ModuleHost.Values;

namespace ModuleHost.Tests.Verdicts;

/// <summary>Our verdict on a case, in the form the recorded ones have.</summary>
internal static class Verdict
{
    private const string Booleans = "Valid booleans include: ";

    public static JsonObject Of(JsonObject recorded)
    {
        var values = recorded["given"]!.DeepClone().AsObject();
        var acceptance = new ArgumentValidator(new Redactor());
        var complaint = acceptance.Refuse("some.where.thing", AnsibleSpec.Read(recorded["spec"]!.AsObject()), values);
        return complaint is not null ? new() { ["refused"] = Ordered(complaint) } : new()
        {
            ["accepted"] = values,
            ["warnings"] = new JsonArray([.. acceptance.Warnings.Where(text => !text.Contains("Write it in quotes", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(text => (JsonNode?)text)]),
        };
    }

    /// <summary>The same verdict: what is neither refused nor accepted there (a traceback, a value JSON cannot say) we must refuse.</summary>
    public static bool Same(JsonObject theirs, JsonObject ours) =>
        theirs.ContainsKey("crashed") || theirs.ContainsKey("unspeakable")
            ? ours["refused"] is not null
            : JsonNode.DeepEquals(Plain(theirs), Plain(ours));

    /// <summary>Numbers by value: 5 and 5.0 are the same float.</summary>
    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && !PythonValue.IsWhole(number) => JsonNode.Parse(
            double.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) is var value
            && value == Math.Floor(value) && Math.Abs(value) < 1e15 ? ((long)value).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : PythonFloat.Repr(value)),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        null => null,
        _ => node.DeepClone(),
    };

    private static string Ordered(string message) => message.Split(Booleans) is [var head, var tail]
        ? head + Booleans + string.Join(", ", tail.Split(", ").Order(StringComparer.Ordinal))
        : message;
}
