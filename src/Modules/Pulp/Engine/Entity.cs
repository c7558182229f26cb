using ModuleHost;

namespace Modules.Pulp.Engine;

/// <summary>A kind of object that Pulp has, as data: all that modules need to list, read and converge it.</summary>
/// <param name="ModuleName">The module that manages it.</param>
/// <param name="Path">Its collection below the API's path, ending in a slash.</param>
/// <param name="Singular">The result key of one.</param>
/// <param name="Plural">The result key of a list.</param>
internal sealed record Entity(string ModuleName, string Path, string Singular, string Plural)
{
    /// <summary>What people call one: <c>rpm repository</c>.</summary>
    public required string Noun { get; init; }

    /// <summary>What people call several.</summary>
    public string Nouns => Noun.EndsWith('y') ? Noun[..^1] + "ies" : Noun + "s";

    /// <summary>What identifies one. Needed with any state; none with no state lists all.</summary>
    public required IReadOnlyList<Field> Key { get; init; }

    /// <summary>What can be set.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>API fields of which one excludes the others: giving one clears the rest.</summary>
    public Exclusion? Exclusion { get; init; }

    /// <summary>API fields of ours without an argument whose null is shown as "".</summary>
    public IReadOnlyList<string> AlsoShownBlank { get; init; } = [];

    /// <summary>Cannot be changed, only made anew: what is given beside the key chooses among several.</summary>
    public bool Immutable { get; init; }

    /// <summary>Pulp has them by itself: they can be changed, neither made nor removed.</summary>
    public bool IsGiven { get; init; }

    /// <summary>Another result key of a list, as one generation misspelt it.</summary>
    public string? PluralAlias { get; init; }

    /// <summary>Where the kept-apart variant lives, if the arguments ask for it: verbatim publications.</summary>
    public (Argument<string?> Argument, string Value, string Path)? Variant { get; init; }

    public IEnumerable<Field> AllFields => Key.Concat(Fields);

    /// <summary>What has to be read of one to decide about it.</summary>
    public IEnumerable<string> ApiNames => AllFields.SelectMany(each => each.ApiNames).Concat(Exclusion?.Fields ?? []).Concat(AlsoShownBlank);

    /// <summary>The collection that the arguments mean.</summary>
    public string PathFor(System.Text.Json.Nodes.JsonObject values) =>
        Variant is { } variant && (string?)values[variant.Argument.Name] == variant.Value ? variant.Path : Path;
}

/// <summary>API fields of which one excludes the others.</summary>
/// <param name="Fields">Their API names.</param>
/// <param name="AlwaysSent">The cleared ones are sent also when they are clear already, as the newest squeezer does.</param>
internal sealed record Exclusion(IReadOnlyList<string> Fields, bool AlwaysSent);
