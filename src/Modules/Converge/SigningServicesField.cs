// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>Signing services by what they sign for: Pulp keeps only those that are one.</summary>
internal sealed record SigningServicesField : Field
{
    public SigningServicesField(string name)
        : base([Argument.Mapping(name)], name) => Rules = [HrefRules.Values("signing-services/", "core.signingservice")];

    public override JsonNode Kept(JsonNode value) => new JsonObject(
        value.AsObject()
            .Where(each => each.Value is not null && !IsBlank(each.Value))
            .Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone())));
}
