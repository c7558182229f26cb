// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Container;

/// <summary>
/// Tags that are let through, or not. pulp_container 2.28 gave these filters other names, takes the old ones still, and shows the new ones
/// only; there an empty list of the old name means nothing, so that what an object shows says which name clears it.
/// </summary>
internal sealed record TagFilterField : Field
{
    private static readonly Releases ByDigest = new("container", new Version(2, 28));

    /// <param name="argument">What it is called up to 2.27, and in playbooks.</param>
    /// <param name="now">What newer servers call it; playbooks may, too.</param>
    public TagFilterField(Argument argument, string now)
        : base([argument with { Aliases = [now] }], argument.Name) => Successor = now;

    /// <summary>An empty filter is none.</summary>
    public override bool Same(JsonNode? current, JsonNode? desired) => base.Same(Filter(current), Filter(desired));

    public override IEnumerable<DatedOption> Dated(JsonObject desired) =>
        (desired[ApiName] as JsonArray ?? []).Any(each => ((string)each!).Contains(':', StringComparison.Ordinal)) // no tag, a digest
            ? [new DatedOption(Argument, Successor!, ByDigest)]
            : [];

    private static JsonNode? Filter(JsonNode? value) => value is JsonArray { Count: 0 } ? null : value;
}
