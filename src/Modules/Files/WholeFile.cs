// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.Win32.SafeHandles;

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
        var found = folder.Look(name);
        if (found?.Kind is FileKind.Folder or FileKind.Other)
        {
            throw new IOException($"'{Path.Combine(folder.Path, name)}' is no file."); // a device must not be replaced
        }

        var there = found?.Kind == FileKind.File ? found : null;
        var unfinished = UnfinishedName.Of(name);
        using (var file = folder.Create(unfinished, mode ?? there?.Mode ?? UnixFiles.Anybodys))
        {
            try
            {
                Keep(folder, file, there, mode ?? there?.Mode);
                KeepRights(folder, name, file, mode is null ? there : null);
                RandomAccess.Write(file, content, 0);
                RandomAccess.FlushToDisk(file);
                folder.Rename(unfinished, name);
            }
            catch
            {
                folder.Remove(unfinished);
                throw;
            }
        }

        folder.Flush();
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
        using var inside = folder.Enter(Path.GetDirectoryName(path)!, missing);
        inside.Write(Path.GetFileName(path), content, mode);
    }

    /// <summary>With rights of single users, those of the group in the mode are what these may at most: the mode alone would give them
    /// to the group.</summary>
    private static void KeepRights(FolderHandle folder, string name, SafeFileHandle file, FileFacts? there)
    {
        if (there is null || !(IsTrusted(folder, there) || there.Owner == UnixFiles.User))
        {
            return;
        }

        try
        {
            using var before = folder.Read(name);
            UnixFiles.CopyRights(before, file, Path.Combine(folder.Path, name));
        }
        catch (UnauthorizedAccessException)
        {
            // Who may write in the folder and not read the file keeps what its mode says.
        }
    }

    /// <summary>Owner and mode of the one before. One that belongs to neither root, us nor the folder's owner was planted.</summary>
    private static void Keep(FolderHandle folder, SafeFileHandle file, FileFacts? there, UnixFileMode? mode)
    {
        if (there is not null && IsTrusted(folder, there))
        {
            _ = UnixFiles.Give(file, there.Owner, there.Group);
        }

        if (mode is { } wanted)
        {
            File.SetUnixFileMode(file, wanted); // whatever the umask took away
        }
    }

    private static bool IsTrusted(FolderHandle folder, FileFacts there) => there.Owner == folder.Look().Owner || there.Owner == 0;
}
