using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Entities;

/// <summary>Labels: text to text.</summary>
internal sealed record LabelsField() : Field([Argument.Mapping("pulp_labels")], "pulp_labels")
{
    protected override JsonNode? Translate(JsonNode value) =>
        value.AsObject().All(pair => pair.Value?.GetValueKind() == JsonValueKind.String)
            ? value.DeepClone()
            : throw new ModuleException("pulp_labels must be a dictionary with strings as keys and values");
}
