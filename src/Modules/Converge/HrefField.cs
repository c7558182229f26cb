// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>Another object by its href, in any of the forms that Pulp takes.</summary>
internal sealed record HrefField : Field
{
    /// <param name="name">The argument.</param>
    /// <param name="collection">The collection it is of, below the API's path.</param>
    /// <param name="model">What PRNs call it.</param>
    public HrefField(string name, string collection, string model)
        : this(name, HrefRules.Of(collection, model))
    {
    }

    /// <param name="name">The argument.</param>
    /// <param name="rule">What its href must be like.</param>
    public HrefField(string name, Rule rule)
        : base([Argument.Text(name)], name) => (Rules, Trimmed) = ([rule], false);

    public override Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        if (values.Node(Argument)?.ToString() != ConvergeStep.Pretended)
        {
            return base.AddAsync(desired, values, references, ct);
        }

        desired[ApiName] = ConvergeStep.Pretended; // check mode showed it as the href of what an earlier task would make
        return Task.CompletedTask;
    }

    public override bool Same(JsonNode? current, JsonNode? desired) =>
        current is JsonValue && desired is JsonValue ? HrefRules.Same((string)current!, (string)desired!) : Alike.Are(current, desired);
}
