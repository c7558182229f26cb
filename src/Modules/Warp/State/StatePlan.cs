// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.State;

/// <summary>What becomes of a file.</summary>
internal enum StateStep
{
    /// <summary>It is the same, or newer where it would go.</summary>
    Stay,

    /// <summary>It goes from the first folder to the second.</summary>
    Copy,

    /// <summary>Only who may read it is put right.</summary>
    Close,

    /// <summary>It is removed.</summary>
    Remove,
}

/// <summary>The decision for one file; no disk.</summary>
internal static class StatePlan
{
    private const UnixFileMode OthersBits = (UnixFileMode)0b000_111_111;

    /// <param name="name">The file's name.</param>
    /// <param name="from">The file where it is kept.</param>
    /// <param name="to">The same where it is wanted.</param>
    public static StateStep Copying(string name, StateFile? from, StateFile? to) => (from, to) switch
    {
        (null, null) => StateStep.Stay,
        (not null, null) => StateStep.Copy,
        ({ } one, { } other) when one.Written > other.Written && !one.Content.Span.SequenceEqual(other.Content.Span) => StateStep.Copy,
        (_, { } there) when StateFile.IsKey(name) && (there.Mode & OthersBits) != 0 => StateStep.Close,
        _ => StateStep.Stay,
    };
}
