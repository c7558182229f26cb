// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.Generated;

/// <summary>What becomes of a file.</summary>
internal enum FileFate
{
    /// <summary>It says already what it should.</summary>
    Unchanged,

    /// <summary>It is new.</summary>
    Created,

    /// <summary>It says something else afterwards.</summary>
    Changed,

    /// <summary>It is ours and not wanted any more.</summary>
    Removed,
}

/// <summary>A file and what becomes of it.</summary>
/// <param name="Path">Below the folder.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Before">What it holds; null where it is not there.</param>
/// <param name="After">What it will hold; null for nothing.</param>
internal sealed record FileChange(string Path, FileFate Fate, string? Before, string? After);
