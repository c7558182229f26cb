// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Files;

/// <summary>
/// A file that appears whole or not at all, for whoever may read it and nobody else. It is written under a name that nobody can guess
/// and that nobody has taken, in a folder that no planted link leads to
/// (<see cref="FolderHandle"/>); it is on the disk when it has its name.
/// </summary>
internal static class WholeFile
{
    /// <summary>Of a folder that is made on the way: as the user's others, less the umask.</summary>
    public const UnixFileMode OpenFolder = (UnixFileMode)0b111_111_111;

    /// <summary>Of a folder for the user alone.</summary>
    public const UnixFileMode ClosedFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="file">Its path.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="mode">Who may read it; without it, whoever may read the one that is there, or the user's other files.</param>
    /// <param name="missing">The mode of folders that are made on the way; without it, the folder is there.</param>
    /// <exception cref="IOException">It cannot be written, or a link that somebody else made is in the way.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content, UnixFileMode? mode = null, UnixFileMode? missing = null)
    {
        var full = Path.GetFullPath(file);
        for (var links = 0; links < 40; links++)
        {
            using var folder = FolderHandle.Open(Path.GetDirectoryName(full)!, missing);
            if (folder.Target(Path.GetFileName(full)) is not { } target)
            {
                folder.Write(Path.GetFileName(full), content, mode);
                return;
            }

            full = Path.GetFullPath(Path.Combine(folder.Path, target));
        }

        throw new IOException($"Too many links lead to '{file}'.");
    }

    /// <summary>In a folder: a link of this name is replaced, not followed.</summary>
    public static void Write(this FolderHandle folder, string name, ReadOnlySpan<byte> content, UnixFileMode? mode = null)
    {
        using var file = UnfinishedFile.Begin(folder.Enter("."), name, content, mode);
        file.Finish();
    }

    /// <summary>In a folder below: no link is followed, since whoever fills the folder may have planted it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">From there.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="mode">Who may read it.</param>
    /// <param name="missing">The mode of folders that are made.</param>
    public static void WriteBelow(
        this FolderHandle folder, string path, ReadOnlySpan<byte> content, UnixFileMode? mode, UnixFileMode missing)
    {
        using var file = folder.BeginBelow(path, content, mode, missing);
        file.Finish();
    }

    /// <summary>The same up to the point where it gets its name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">From there.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="mode">Who may read it.</param>
    /// <param name="missing">The mode of folders that are made.</param>
    public static UnfinishedFile BeginBelow(
        this FolderHandle folder, string path, ReadOnlySpan<byte> content, UnixFileMode? mode, UnixFileMode missing) =>
        UnfinishedFile.Begin(folder.Enter(Path.GetDirectoryName(path)!, missing), Path.GetFileName(path), content, mode);
}
