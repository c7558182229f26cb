// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Messages;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Rules;

namespace Modules.Pulp.Lists.Items;

/// <summary>One item of a list.</summary>
/// <param name="Family">The list it stands in.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Values">Its accepted options.</param>
internal sealed record Item(Family Family, int Index, ArgumentValues Values)
{
    /// <summary>What the item is about: its name, or its repository where it has none.</summary>
    public string Name => Get(ObjectArguments.Name) ?? Get(RepositoryArguments.Repository) ?? $"[{Index}]";

    /// <summary>Came from a record of promotions, not from a list.</summary>
    public bool IsRollback { get; init; }

    /// <summary>What a rollback shall have served again, in the API's words.</summary>
    public JsonObject? Restore { get; init; }

    /// <summary>The promotion that a rollback takes back; null where its record does not say.</summary>
    public string? Undoes { get; init; }

    /// <summary>What the user calls the options.</summary>
    public OptionNames Names { get; init; } = OptionNames.Own;

    /// <summary>Where it stands in the playbook's lists.</summary>
    public string Place => $"{Family.Name}[{Index}]";

    /// <summary>As messages name it.</summary>
    public string Label => $"{Family.Name} '{Name}'";

    public bool Absent => Get(ObjectArguments.State) == "absent";

    /// <summary>A text as Pulp keeps it.</summary>
    public string? Get(Argument<string?> argument) =>
        Values.Get(argument) is { } text ? Family.Trims(argument.Name) ? KeptText.Of(text) : text : null;

    public T Get<T>(Argument<T> argument) => Values.Get(argument);

    public bool Has(Argument argument) => Values.Has(argument);
}
