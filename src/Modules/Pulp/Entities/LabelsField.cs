// SPDX-License-Identifier: GPL-3.0-or-later
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

    public override bool Same(JsonNode? current, JsonNode? desired) => Alike.Are(OwnLabels.Without(current), desired);

    public override JsonNode? Sent(JsonNode? current, JsonNode? desired) => OwnLabels.Kept(current, desired);

    public override JsonNode? Shown(JsonNode? value) => OwnLabels.Without(value);
}
