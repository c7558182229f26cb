using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Sources;

/// <summary>Where below its remote a source looks. Pulp shows "at the remote itself" as one
/// empty path, and takes it only as no path.</summary>
/// <param name="Takes">Whether Pulp takes any other path.</param>
internal sealed record PathsField(bool Takes) : Field([Argument.TextList("paths")], "paths")
{
    public override bool Same(JsonNode? current, JsonNode? desired) => Sets.Same(Given(current), Given(desired));

    protected override JsonNode? Translate(JsonNode value) =>
        Given(value) is var given && (Takes || given is JsonArray { Count: 0 })
            ? given?.DeepClone()
            : throw new ModuleException(
                "paths: Pulp takes no paths for a source of Debian content yet. Leave it out: the source is the address of its remote.");

    private static JsonNode? Given(JsonNode? paths) =>
        paths is JsonArray list && list.All(path => (string?)path is "") ? new JsonArray() : paths;
}
