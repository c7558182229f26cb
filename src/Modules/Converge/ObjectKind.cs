// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>A kind of object that is brought where it shall be, as far as deciding about one needs it: no server, no address.</summary>
internal record ObjectKind
{
    /// <summary>What people call one: <c>rpm repository</c>.</summary>
    public required string Noun { get; init; }

    /// <summary>What people call several.</summary>
    public string Nouns => Noun.EndsWith('y') ? Noun[..^1] + "ies" : Noun + "s";

    /// <summary>What identifies one. Needed with any state; none with no state lists all.</summary>
    public required IReadOnlyList<Field> Key { get; init; }

    /// <summary>What can be set.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>Pulp's rules about several fields at once.</summary>
    public IReadOnlyList<EntityRule> Rules { get; init; } = [];

    /// <summary>API fields of which one excludes the others: giving one clears the rest.</summary>
    public Exclusion? Exclusion { get; init; }

    /// <summary>Serves at a base_path: whether that may lie below or above another's; null where it serves nothing.</summary>
    public bool? MayNest { get; init; }

    /// <summary>API fields of ours without an argument whose null is shown as "".</summary>
    public IReadOnlyList<string> AlsoShownBlank { get; init; } = [];

    /// <summary>The servers that have such objects; null for all.</summary>
    public Releases? Releases { get; init; }

    /// <summary>API fields to create one with, which servers that are older than this ask for and newer ones fill in.</summary>
    public (Releases Older, JsonObject Values)? AskedFor { get; init; }

    /// <summary>Cannot be changed, only made anew: what is given beside the key chooses among several.</summary>
    public bool Immutable { get; init; }

    /// <summary>The server has them by itself: they can be changed, neither made nor removed.</summary>
    public bool IsGiven { get; init; }

    public IEnumerable<Field> AllFields => Key.Concat(Fields);

    /// <summary>What has to be read of one to decide about it.</summary>
    public IEnumerable<string> ApiNames =>
        AllFields.SelectMany(each => each.ApiNames).Concat(Exclusion?.Fields ?? [])
            .Concat(Exclusion?.Younger ?? [])
            .Concat(AlsoShownBlank);
}

/// <summary>API fields of which one excludes the others.</summary>
/// <param name="Fields">Their API names.</param>
/// <param name="AlwaysSent">The cleared ones are sent also when they are clear already, as the newest squeezer does.</param>
internal sealed record Exclusion(IReadOnlyList<string> Fields, bool AlwaysSent)
{
    /// <summary>Others, which not all servers know: cleared where an object has them.</summary>
    public IReadOnlyList<string> Younger { get; init; } = [];
}
