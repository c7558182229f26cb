// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Core;

internal static class AccessPolicy
{
    private static readonly ArgumentSpec Statement = new(
    [
        Argument.TextList("action") with { Required = true },
        Argument.RequiredText("principal"),
        Argument.Raw("condition"),
        Argument.Choice("effect", "allow", "deny") with { Required = true },
    ]);

    private static readonly ArgumentSpec Hook = new(
    [
        Argument.RequiredText("function"),
        Argument.Raw("parameters") with { Required = true },
        Argument.TextList("permissions"),
    ]);

    public static readonly Entity Entity = new("access_policy", "access_policies/", "access_policy", "access_policies")
    {
        Noun = "access policy",
        Key = [Text("viewset_name")],
        Fields = [new StatementsField(Statement), Of(Argument.MappingList("creation_hooks", Hook)).Also("permissions_assignment")],
        IsGiven = true,
    };

    /// <summary>A statement without a condition has no such key.</summary>
    private sealed record StatementsField(ArgumentSpec Options) : Field([Argument.MappingList("statements", Options)], "statements")
    {
        protected override JsonNode? Translate(JsonNode value) =>
            new JsonArray([.. value.AsArray().Select(statement => (JsonNode?)new JsonObject(
            statement!.AsObject()
                .Where(part => part.Value is not null)
                .Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))))]);
    }
}
