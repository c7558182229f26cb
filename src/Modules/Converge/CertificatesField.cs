// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>Certificates of a remote: Pulp keeps them and nothing of what stands around them.</summary>
internal sealed record CertificatesField : Field
{
    public CertificatesField(string name)
        : base([Argument.Text(name)], name) => (Pem, Rules) = (true, [TextRules.NotBlank, CertificateRules.OfRemote(name)]);

    public override JsonNode? Foreseen(JsonNode? value) => value is JsonValue ? CertificateRules.Kept((string)value!) : value;

    public override bool Same(JsonNode? current, JsonNode? desired) => current is JsonValue && desired is JsonValue
        ? CertificateRules.Kept((string)current!) == CertificateRules.Kept((string)desired!)
        : base.Same(current, desired);
}
