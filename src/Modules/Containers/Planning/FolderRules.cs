// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Containers.Planning;

/// <summary>Shows files for a diff: of what may not be seen only whether it is the same as in other files, else the given word.</summary>
internal delegate JsonObject FilesView(
    IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> other, string differing);

/// <summary>How our files lie in a folder.</summary>
/// <param name="Find">The names of those that are there; others are not ours.</param>
/// <param name="ModeOf">Who may read a file.</param>
internal sealed record FolderRules(Func<string, IEnumerable<string>> Find, Func<string, UnixFileMode> ModeOf)
{
    /// <summary>The mode the folder itself must have; null for one that is only made where it is missing.</summary>
    public UnixFileMode? Closed { get; init; }

    /// <summary>The file that says that all is there.</summary>
    public string? Last { get; init; }

    public required FilesView Shown { get; init; }
}
