using System.Text.Json.Nodes;
using Modules.Messages;
using Modules.Pulp.Entities;
using Modules.Rules;

namespace Modules.Pulp.Lists.Items;

/// <summary>One item of a list.</summary>
/// <param name="Family">The list it stands in.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Values">Its accepted options.</param>
internal sealed record Item(Family Family, int Index, JsonObject Values)
{
    /// <summary>What the item is about: its name, or its repository where it has none.</summary>
    public string Name => Text("name") ?? Text("repository") ?? $"[{Index}]";

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

    public bool Absent => Text("state") == "absent";

    /// <summary>A text as Pulp keeps it.</summary>
    public string? Text(string option) => (string?)Values[option] is { } text ? Family.Trims(option) ? KeptText.Of(text) : text : null;

    public bool? Flag(string option) => (bool?)Values[option];
}
