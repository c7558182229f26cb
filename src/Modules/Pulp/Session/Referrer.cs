// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Session;

/// <summary>Objects that refer to one, and what becomes of them when it is removed: Pulp empties their references without a word.</summary>
/// <param name="Path">Their collection.</param>
/// <param name="Field">Their field with the reference.</param>
/// <param name="Word">What they do with it.</param>
/// <param name="Consequence">What a removal means for them, and what to do first.</param>
internal sealed record Referrer(string Path, string Field, string Word, string Consequence)
{
    /// <summary>Pulp refuses such a removal, after it has begun.</summary>
    public bool Forbids { get; init; }

    /// <summary>Distributions behind a guard are open to everybody when it is gone.</summary>
    public static IReadOnlyList<Referrer> Guarded { get; } =
    [
        new(
            "distributions/",
            "content_guard",
            "guards",
            "everybody can fetch what they serve then. Give them another guard, or remove them, first."),
    ];

    /// <summary>A source of content cannot lose its remote.</summary>
    /// <param name="plugin">Whose: <c>rpm/rpm</c>.</param>
    public static IReadOnlyList<Referrer> Sources(string plugin) =>
    [
        new(
            $"acs/{plugin}/",
            "remote",
            "is the remote of the alternate content sources",
            "Pulp removes none that one has. Remove them, or give them another remote, first.")
        {
            Forbids = true,
        },
    ];
}
