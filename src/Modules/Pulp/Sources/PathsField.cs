// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Sources;

/// <summary>Where below its remote a source looks. Pulp shows "at the remote itself" as one
/// empty path, and takes it only as no path.</summary>
internal sealed record PathsField() : Field([Argument.TextList("paths")], "paths")
{
    public override bool Same(JsonNode? current, JsonNode? desired) => Sets.Same(Given(current), Given(desired));

    public override JsonNode? Foreseen(JsonNode? value) => value is JsonArray { Count: 0 } ? new JsonArray("") : Sets.Once(value);

    protected override JsonNode? Translate(JsonNode value) => Given(value)?.DeepClone();

    private static JsonNode? Given(JsonNode? paths) =>
        paths is JsonArray list && list.All(path => (string?)path is "") ? new JsonArray() : paths;
}
