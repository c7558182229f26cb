using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Rules;

namespace Modules.Pulp.Entities;

/// <summary>Labels: text to text.</summary>
internal sealed record LabelsField : Field
{
    public LabelsField()
        : base([Argument.Mapping("pulp_labels")], "pulp_labels") => Rules = [LabelRules.Valid];

    public override JsonNode Kept(JsonNode value) => LabelRules.Kept(value);
}
