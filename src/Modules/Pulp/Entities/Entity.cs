// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>A kind of object that Pulp has, as data: all that modules need to list, read and converge it.</summary>
/// <param name="ModuleName">The module that manages it.</param>
/// <param name="Path">Its collection below the API's path, ending in a slash.</param>
/// <param name="Singular">The result key of one.</param>
/// <param name="Plural">The result key of a list.</param>
internal sealed record Entity(string ModuleName, string Path, string Singular, string Plural) : ObjectKind
{
    /// <summary>Another result key of a list, as one generation misspelt it.</summary>
    public string? PluralAlias { get; init; }

    /// <summary>It serves content, and can tell which.</summary>
    public bool IsDistribution { get; init; }

    /// <summary>What refers to it and is asked about before it is removed; what distributions serve, their family says.</summary>
    public IReadOnlyList<Referrer> Referrers { get; init; } = [];

    /// <summary>Its secrets were tried before: what is sent of them is known to be another value.</summary>
    public bool SecretsAreTried { get; init; }

    /// <summary>Where the kept-apart variant lives, if the arguments ask for it: verbatim publications.</summary>
    public (Argument<string?> Argument, string Value, string Path)? Variant { get; init; }

    /// <summary>All collections that it is kept in.</summary>
    public IReadOnlyList<string> Paths => Variant is { } variant ? [Path, variant.Path] : [Path];

    /// <summary>The collection that the arguments mean.</summary>
    public string PathFor(ArgumentValues values) =>
        Variant is { } variant && values.Get(variant.Argument) == variant.Value ? variant.Path : Path;

    /// <summary>What a reference to one by its name points into.</summary>
    public Target ToTarget() => new(Path, Noun);

    /// <summary>What people know one by.</summary>
    public string NameOf(JsonObject found) =>
        $"{found["name"] ?? Key.Select(field => found[field.ApiName]).FirstOrDefault() ?? found["pulp_href"]}";

    public static implicit operator Target(Entity entity) => entity.ToTarget();
}
