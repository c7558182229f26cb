// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Releases;

namespace Sandbox.Entities;

/// <summary>What the generated resources of this program say about Pulp's entities.</summary>
internal sealed class Schema
{
    /// <param name="release">Whose; the others know types and fields this one does not, and the other way round.</param>
    public Schema(PulpRelease? release = null)
    {
        Types = SchemaHistory.Of(release ?? PulpRelease.Default, Load("entities.json").Select(TypeOf)).ToDictionary(type => type.Path);
        Bodies = Load("bodies.json").ToDictionary(
            body => Text(body, "name")!,
            body => (IReadOnlyList<Field>)[.. body["fields"]!.AsArray().Select(node => FieldOf(node!.AsObject()))]);
        UnitTypes = Types.Values.Where(type => type.UnitType is not null).ToDictionary(type => type.UnitType!);
    }

    /// <summary>By path: "repositories/rpm/rpm".</summary>
    public IReadOnlyDictionary<string, EntityType> Types { get; }

    /// <summary>Fields of an action's request, by the schema's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Field>> Bodies { get; }

    /// <summary>Content types by the name a content summary uses: "rpm.package".</summary>
    public IReadOnlyDictionary<string, EntityType> UnitTypes { get; }

    /// <summary>Where the thing is that a prn names, there or not.</summary>
    public string? HrefOf(string prn) => prn.Split(':') is ["prn", var model, var id]
        ? Types.Values.FirstOrDefault(type => $"{type.App}.{type.Model}".Equals(model, StringComparison.OrdinalIgnoreCase))?.Href(id)
        : null;

    public static IEnumerable<JsonObject> Load(string resource)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(resource)!;

        return JsonNode.Parse(stream)!.AsArray().Select(node => node!.AsObject());
    }

    private static EntityType TypeOf(JsonObject node) => new(Text(node, "path")!, Text(node, "app")!, Text(node, "model")!)
    {
        Fields = [.. node["fields"]!.AsArray().Select(field => FieldOf(field!.AsObject()))],
        Verbs = Texts(node["verbs"]).ToHashSet(),
        Filters = Texts(node["filters"]).ToHashSet(),
        ByTask = Texts(node["byTask"]).ToHashSet(),
        UnitType = Text(node, "unitType"),
    };

    private static Field FieldOf(JsonObject node) => new(Text(node, "name")!, Text(node, "kind")!)
    {
        Items = Text(node, "items"),
        Required = Flag(node, "required"),
        ReadOnly = Flag(node, "readOnly"),
        WriteOnly = Flag(node, "writeOnly"),
        Nullable = Flag(node, "nullable"),
        NotBlank = Flag(node, "notBlank"),
        Choices = [.. Texts(node["choices"])],
        Minimum = node["minimum"]?.GetValue<decimal>(),
        Maximum = node["maximum"]?.GetValue<decimal>(),
        MaxLength = node["maxLength"]?.GetValue<int>(),
        Default = node["default"]?.DeepClone(),
        Targets = [.. Texts(node["targets"])],
    };

    private static string? Text(JsonObject node, string name) => node[name]?.GetValue<string>();

    private static bool Flag(JsonObject node, string name) => node[name]?.GetValue<bool>() ?? false;

    private static IEnumerable<string> Texts(JsonNode? list) => list?.AsArray().Select(item => item!.GetValue<string>()) ?? [];
}
