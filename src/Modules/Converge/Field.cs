// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>One line of an entity: what the playbook writes, and what the API is told.</summary>
/// <param name="Arguments">Usually one.</param>
/// <param name="ApiName">The API's name of it.</param>
internal record Field(IReadOnlyList<Argument> Arguments, string ApiName)
{
    public Argument Argument => Arguments[0];

    /// <summary>As they are accepted: a list of texts is emptied by "", too, since Ansible would make one blank text of it.</summary>
    public IReadOnlyList<Argument> Arguments { get; init; } =
        [.. Arguments.Select(
            each => each is { Type: ArgumentType.List, Elements: ArgumentType.Text } ? each with { Clearable = true } : each)];

    /// <summary>"" unsets it.</summary>
    public bool Clearable { get; init; }

    /// <summary>Its null is shown as "". So does the newest squeezer with most clearable fields.</summary>
    public bool Blank { get; init; }

    /// <summary>Pulp refuses to create without it.</summary>
    public bool NeededToCreate { get; init; }

    /// <summary>Refused with <c>state: present</c> when missing, even if the object exists.</summary>
    public bool NeededIfPresent { get; init; }

    /// <summary>The smallest number accepted.</summary>
    public double? Minimum { get; init; }

    /// <summary>Pulp fills it in with something of its own, at each request that does not name it: "" leaves it to Pulp, and what
    /// is given goes along with every change.</summary>
    public bool FilledIn { get; init; }

    /// <summary>PEM text: Pulp keeps or strips the last newline as it likes, so it does not count.</summary>
    public bool Pem { get; init; }

    /// <summary>Pulp takes it and shows something else: what it shows says nothing.</summary>
    public bool Unkept { get; init; }

    /// <summary>Pulp tells it again, although it is a secret.</summary>
    public bool Told { get; init; }

    /// <summary>The servers that know it; null for all.</summary>
    public Releases? Releases { get; init; }

    /// <summary>What newer servers show it as.</summary>
    public string? Successor { get; init; }

    /// <summary>Its value is not for everyone's eyes.</summary>
    public bool Hidden => Argument.Secrecy is Secrecy.Named or Secrecy.Secret;

    /// <summary>Pulp never tells it again.</summary>
    public bool WriteOnly => Hidden && !Told;

    /// <summary>Pulp's rules about its values. Every text has one: blank is none.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = Arguments[0] switch
    {
        { Choices.Count: > 0 } => [],
        { Type: ArgumentType.Text or ArgumentType.Path } or { Elements: ArgumentType.Text } => [TextRules.NotBlank],
        { Type: ArgumentType.Number } => [NumberRules.Fits],
        _ => [],
    };

    /// <summary>Pulp drops the blanks around it.</summary>
    public bool Trimmed { get; init; } = Arguments[0].Choices.Count == 0
        && Arguments[0] is { Type: ArgumentType.Text or ArgumentType.Path } or { Elements: ArgumentType.Text };

    /// <summary>All API names it may set.</summary>
    public virtual IEnumerable<string> ApiNames => Successor is null ? [ApiName] : [ApiName, Successor];

    /// <summary>What of it is desired and not known to every server.</summary>
    /// <param name="desired">API names and values.</param>
    public virtual IEnumerable<DatedOption> Dated(JsonObject desired) =>
        Releases is { } releases && ApiNames.FirstOrDefault(desired.ContainsKey) is { } name
            ? [new DatedOption(Argument, name, releases)]
            : [];

    /// <summary>Its API name with the server that has this object.</summary>
    public string NameIn(JsonObject current) =>
        Successor is { } now && current.ContainsKey(now) && !current.ContainsKey(ApiName) ? now : ApiName;

    /// <summary>Names another object.</summary>
    public virtual bool IsReference => false;

    /// <summary>The objects that arguments name with it.</summary>
    public virtual IEnumerable<(Target Target, string Name)> References(ArgumentValues values) => [];

    /// <summary>A value as Pulp keeps it: compared, looked up and sent like that, so that a second run finds it unchanged.</summary>
    public virtual JsonNode Kept(JsonNode value) => value switch
    {
        _ when Pem => value, // sent as it is, compared as it is kept
        JsonArray list when Trimmed => new JsonArray([.. list.Select(each => each is null ? null : Kept(each.DeepClone()))]),
        _ when Trimmed && value.GetValueKind() == JsonValueKind.String => KeptText.Of((string)value!),
        _ => value,
    };

    /// <summary>A comparison of what Pulp has with what is wanted.</summary>
    public virtual bool Same(JsonNode? current, JsonNode? desired) =>
        Pem && current is JsonValue && desired is JsonValue
            ? KeptText.Of((string)current!) == KeptText.Of((string)desired!)
            : Alike.Are(current, desired);

    /// <summary>Whether a difference is seen; else the server's answer tells whether there is one.</summary>
    public virtual bool IsSure(JsonNode? current, JsonNode? desired) => true;

    /// <summary>What is sent where both differ.</summary>
    public virtual JsonNode? Sent(JsonNode? current, JsonNode? desired) => desired?.DeepClone();

    /// <summary>What Pulp tells of a value that it was sent: check mode shows that.</summary>
    public virtual JsonNode? Foreseen(JsonNode? value) => Pem && value is JsonValue ? KeptText.Of((string)value!) : value;

    /// <summary>What results show of what Pulp has.</summary>
    public virtual JsonNode? Shown(JsonNode? value) => value;

    /// <summary>Adds what the arguments say of this field; nothing where they say nothing.</summary>
    /// <param name="desired">API names and values; null clears.</param>
    /// <param name="values">Accepted arguments.</param>
    /// <param name="references">Finds the objects that arguments name.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">A value Pulp would refuse.</exception>
    public virtual Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        if (values.Node(Argument) is { } value)
        {
            desired[ApiName] = !IsBlank(value) ? Checked(value)
                : Clearable ? null
                : Checked(Argument.Type == ArgumentType.List ? new JsonArray() : value);
        }

        return Task.CompletedTask;
    }

    /// <summary>What the API is told for an accepted value.</summary>
    protected virtual JsonNode? Translate(JsonNode value) => value.DeepClone();

    protected static bool IsBlank(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0;

    private JsonNode? Checked(JsonNode value)
    {
        if (Minimum is { } minimum && value.GetValueKind() == JsonValueKind.Number && Alike.Number(value) < minimum)
        {
            var shown = Argument.Type == ArgumentType.Fraction ? $"{minimum:0.0}" : $"{minimum:0}";
            throw new ModuleException(
                $"'body[{ApiName}]' is expected to not be smaller than {shown}. {Argument.Name}: "
                    + $"Ensure this value is greater than or equal to {shown}.");
        }

        return Translate(value) is { } translated ? Valid(Kept(translated)) : null;
    }

    /// <exception cref="ModuleException">Pulp would refuse it.</exception>
    private JsonNode Valid(JsonNode value) =>
        Rules.Select(rule => rule(value)).FirstOrDefault(complaint => complaint is not null) is { } complaint
        ? throw new ModuleException($"{Argument.Name}: {complaint}")
        : value;
}
