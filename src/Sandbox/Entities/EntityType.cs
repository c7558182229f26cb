// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Entities;

/// <summary>A kind of thing Pulp keeps: where it lives, what it is called, which fields it has.</summary>
internal sealed record EntityType(string Path, string App, string Model)
{
    public const string Root = "/pulp/api/v3/";

    /// <summary>repositories, remotes, publications, distributions, contentguards…</summary>
    public string Family { get; } = Path[..(Path.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? slash : Path.Length)];

    /// <summary>In the order Pulp shows them.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    public IReadOnlySet<string> Verbs { get; init; } = new HashSet<string>();

    /// <summary>The query parameters its list knows.</summary>
    public IReadOnlySet<string> Filters { get; init; } = new HashSet<string>();

    /// <summary>The verbs that answer 202 and a task.</summary>
    public IReadOnlySet<string> ByTask { get; init; } = new HashSet<string>();

    /// <summary>For content: the name a version's content summary uses.</summary>
    public string? UnitType { get; init; }

    public string ListHref => $"{Root}{Path}/";

    public string Href(string id) => $"{Root}{Path}/{id}/";

    /// <summary>The id an href ends with, whatever it is of.</summary>
    public static string IdOf(string href) => href.TrimEnd('/').Split('/')[^1];

    /// <summary>The href of a version's repository; null where it is no version's.</summary>
    public static string? RepositoryOf(string versionHref) =>
        versionHref.LastIndexOf("versions/", StringComparison.Ordinal) is var at and > 0 ? versionHref[..at] : null;

    public string Prn(string id) => $"prn:{App}.{Model.ToLowerInvariant()}:{id}";
}
