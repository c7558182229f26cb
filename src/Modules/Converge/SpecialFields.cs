// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>A list for the playbook, one blank-separated text for the API. Older playbooks write the text.</summary>
internal sealed record JoinedField(string Name) : Field([Argument.TextList(Name)], Name)
{
    protected override JsonNode? Translate(JsonNode value)
    {
        var joined = string.Join(' ', value.AsArray().Select(element => ((string?)element)?.Trim()));
        return joined.Length > 0 || !Clearable ? JsonValue.Create(joined) : null;
    }
}

/// <summary>A dictionary that may also come as JSON text.</summary>
internal sealed record JsonField(string Name) : Field([Argument.Raw(Name)], Name)
{
    protected override JsonNode? Translate(JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return value.DeepClone();
        }

        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException failure)
        {
            throw new ModuleException($"{Name} is not JSON: {failure.Message} Give a dictionary, or a text that holds one.", failure);
        }
    }
}

/// <summary>A name for the playbook, an href for the API.</summary>
/// <param name="Name">The argument.</param>
/// <param name="Target">What is named.</param>
internal sealed record ReferenceField(string Name, Func<Target> Target) : Field([Argument.Text(Name)], Name)
{
    public override bool IsReference => true;

    /// <summary>What Pulp asks of the object that is named: a complaint, or null.</summary>
    public Func<JsonObject, string?>? Needs { get; init; }

    public override IEnumerable<(Target Target, string Name)> References(ArgumentValues values) =>
        values.Node(Argument) is { } name && !IsBlank(name) ? [(Target(), KeptText.Of((string)name!))] : [];

    public override async Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        if (values.Node(Argument) is { } value && !(FilledIn && IsBlank(value)))
        {
            desired[ApiName] = IsBlank(value) ? Cleared() : Fitting(await references.FindAsync(Target(), KeptText.Of((string)value!), ct));
        }
    }

    private string? Cleared() =>
        NeededToCreate
            ? throw new ModuleException($"{Argument.Name}: This field may not be null. Give the name of a {Target().Noun}.")
            : null;

    private string? Fitting(JsonObject found) =>
        Needs?.Invoke(found) is { } complaint ? throw new ModuleException($"{Argument.Name}: {complaint}") : (string?)found["pulp_href"];
}
