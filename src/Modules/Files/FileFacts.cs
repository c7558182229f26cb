// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Files;

/// <summary>What stands under a name.</summary>
internal enum FileKind
{
    /// <summary>Data.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A pipe, a socket, a device.</summary>
    Other,
}

/// <summary>What the system knows of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Who may do what with it.</param>
/// <param name="Owner">The user it belongs to, by number.</param>
/// <param name="Group">The group it belongs to, by number.</param>
internal sealed record FileFacts(FileKind Kind, UnixFileMode Mode, uint Owner, uint Group)
{
    /// <summary>How many bytes it has.</summary>
    public long Size { get; init; }

    /// <summary>The device and the number there: two names of the same place are one file.</summary>
    public (long Device, long Number) Place { get; init; }
}
