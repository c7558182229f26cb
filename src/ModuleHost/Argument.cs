// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>One option of a module: what the playbook may write, and everything Ansible wants to know of it.</summary>
/// <param name="Name">As the playbook writes it.</param>
/// <param name="Type">What values are coerced to.</param>
public abstract record Argument(string Name, ArgumentType Type)
{
    /// <summary>Leaving it out is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the value may be seen.</summary>
    public Secrecy Secrecy { get; init; }

    /// <summary>What leaving it out means; null for nothing.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The accepted values; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other names, as older playbooks wrote it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The type of a list's elements.</summary>
    public ArgumentType? Elements { get; init; }

    /// <summary>Of a text list: what separates the elements when the playbook gives one string. Ansible's is the comma;
    /// a blank serves arguments that were one blank-separated string in an older generation.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>The variable asked when the argument is left out.</summary>
    public string? EnvironmentVariable { get; init; }

    /// <summary>The arguments inside a dictionary, or inside each dictionary of a list.</summary>
    public ArgumentSpec? Options { get; init; }

    /// <summary>Of a number or a list: "" is accepted and means "unset". Ansible would refuse it, or make one blank text of it.</summary>
    public bool Clearable { get; init; }

    /// <summary>Of a number: the least that makes sense; null for any.</summary>
    public long? Minimum { get; init; }

    /// <summary>Of a number: the greatest that makes sense; null for any.</summary>
    public long? Maximum { get; init; }

    /// <summary>Why not to use it any more; null while it is current. Using it adds a deprecation to the answer.</summary>
    public string? Deprecated { get; init; }

    /// <summary>An optional text.</summary>
    public static Argument<string?> Text(string name) => new(name, ArgumentType.Text, CoercedValue.Text);

    /// <summary>A text that must be given.</summary>
    public static Argument<string> RequiredText(string name) =>
        new(name, ArgumentType.Text, value => CoercedValue.Text(value) ?? "") { Required = true };

    /// <summary>An optional path.</summary>
    public static Argument<string?> Path(string name) => new(name, ArgumentType.Path, CoercedValue.Text);

    /// <summary>A text out of a few.</summary>
    public static Argument<string?> Choice(string name, params IReadOnlyList<string> choices) =>
        new(name, ArgumentType.Text, CoercedValue.Text) { Choices = choices };

    /// <summary>An optional yes or no.</summary>
    public static Argument<bool?> Flag(string name) => new(name, ArgumentType.Flag, value => value?.GetValue<bool>());

    /// <summary>A yes or no with a default.</summary>
    public static Argument<bool> Flag(string name, bool otherwise) =>
        new(name, ArgumentType.Flag, value => value?.GetValue<bool>() ?? otherwise) { Default = otherwise };

    /// <summary>An optional whole number.</summary>
    public static Argument<long?> Number(string name) => new(name, ArgumentType.Number, CoercedValue.Number);

    /// <summary>A whole number with a default.</summary>
    public static Argument<long> Number(string name, long otherwise) =>
        new(name, ArgumentType.Number, value => CoercedValue.Number(value) ?? otherwise) { Default = otherwise };

    /// <summary>How long something may take, in seconds; at most the 46 days a clock of the runtime can be set to.</summary>
    public static Argument<long> Seconds(string name, long otherwise) => Number(name, otherwise) with { Minimum = 0, Maximum = 4_000_000 };

    /// <summary>An optional number.</summary>
    public static Argument<double?> Fraction(string name) => new(name, ArgumentType.Fraction, CoercedValue.Fraction);

    /// <summary>A list of texts; null when left out.</summary>
    public static Argument<IReadOnlyList<string>?> TextList(string name) =>
        new(name, ArgumentType.List, CoercedValue.TextList) { Elements = ArgumentType.Text };

    /// <summary>A dictionary; null when left out.</summary>
    public static Argument<JsonObject?> Mapping(string name) => new(name, ArgumentType.Mapping, value => value as JsonObject);

    /// <summary>A dictionary of the given options; null when left out.</summary>
    public static Argument<ArgumentValues?> Mapping(string name, ArgumentSpec options) =>
        new(name, ArgumentType.Mapping, CoercedValue.Values) { Options = options };

    /// <summary>A list of dictionaries; null when left out.</summary>
    public static Argument<IReadOnlyList<JsonObject>?> MappingList(string name) =>
        new(name, ArgumentType.List, CoercedValue.MappingList) { Elements = ArgumentType.Mapping };

    /// <summary>A list of dictionaries of the given options; null when left out.</summary>
    public static Argument<IReadOnlyList<ArgumentValues>?> MappingList(string name, ArgumentSpec options) =>
        new(name, ArgumentType.List, CoercedValue.ValuesList) { Elements = ArgumentType.Mapping, Options = options };

    /// <summary>Anything.</summary>
    public static Argument<JsonNode?> Raw(string name) => new(name, ArgumentType.Raw, value => value);
}

/// <summary>An argument together with how its value is read. The object is the key: see <see cref="Invocation.Get{T}"/>.</summary>
/// <param name="Name">As the playbook writes it.</param>
/// <param name="Type">What values are coerced to.</param>
/// <param name="Reader">From the coerced value to the type code works with.</param>
public sealed record Argument<T>(string Name, ArgumentType Type, Func<JsonNode?, T> Reader) : Argument(Name, Type);
