// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>The accepted values of a module's arguments, or of those of a dictionary inside one: read by argument, never by name.</summary>
public sealed class ArgumentValues
{
    private readonly Dictionary<string, JsonNode?> _instead;

    /// <param name="given">Values by name, coerced; null where nothing was given.</param>
    public ArgumentValues(JsonObject given)
        : this(given, [])
    {
    }

    private ArgumentValues(JsonObject given, Dictionary<string, JsonNode?> instead) => (Given, _instead) = (given, instead);

    /// <summary>As accepted, for those who treat all arguments alike.</summary>
    public JsonObject Given { get; }

    /// <summary>The value of an argument. An explicit null, which is what Jinja makes of <c>default(none)</c>, is not given:
    /// then it is the default.</summary>
    public T Get<T>(Argument<T> argument) => argument.Reader(Node(argument) ?? argument.Default);

    /// <summary>The same as it was accepted, without the default: for those to whom all types are alike.</summary>
    public JsonNode? Node(Argument argument) =>
        _instead.TryGetValue(argument.Name, out var value) ? value : Given[argument.Name];

    /// <summary>Whether an argument was given a value.</summary>
    public bool Has(Argument argument) => Node(argument) is not null;

    /// <summary>The same but for one value.</summary>
    public ArgumentValues With(Argument argument, JsonNode? value) =>
        new(Given, new Dictionary<string, JsonNode?>(_instead) { [argument.Name] = value });

    /// <summary>The same, as if some had not been given.</summary>
    public ArgumentValues Without(params IReadOnlyList<Argument> arguments) =>
        arguments.Aggregate(this, (values, argument) => values.With(argument, null));

    /// <summary>The same, as if no others had been given.</summary>
    public ArgumentValues Only(IEnumerable<Argument> arguments) =>
        new([], arguments.DistinctBy(argument => argument.Name).ToDictionary(argument => argument.Name, Node));
}
