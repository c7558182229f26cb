// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.Win32.SafeHandles;

namespace Modules.Files;

/// <summary>
/// A file with all that it shall hold, on the disk, under a name of nobody's: what can fail for want of room or rights has not failed.
/// Disposing of one that is not finished removes it. Of several that belong together all are begun before the first is finished.
/// </summary>
internal sealed class UnfinishedFile : IDisposable
{
    private readonly FolderHandle _folder;
    private readonly string _name;
    private readonly string _unfinished;
    private bool _isGone;

    private UnfinishedFile(FolderHandle folder, string name) =>
        (_folder, _name, _unfinished) = (folder, name, UnfinishedName.Of(name));

    /// <param name="folder">Where it shall be; closed with the file.</param>
    /// <param name="name">What it will be called.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="mode">Who may read it; null for whoever may read the one that is there, or the user's other files.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static UnfinishedFile Begin(FolderHandle folder, string name, ReadOnlySpan<byte> content, UnixFileMode? mode)
    {
        var begun = new UnfinishedFile(folder, name);
        try
        {
            begun.Fill(content, mode);
            return begun;
        }
        catch
        {
            begun.Dispose();
            throw;
        }
    }

    /// <summary>Gives it its name, in the place of what has it.</summary>
    public void Finish()
    {
        _folder.Rename(_unfinished, _name);
        _isGone = true;
        _folder.Flush();
    }

    public void Dispose()
    {
        if (!_isGone)
        {
            _folder.Remove(_unfinished);
        }

        _folder.Dispose();
    }

    private void Fill(ReadOnlySpan<byte> content, UnixFileMode? mode)
    {
        var found = _folder.Look(_name);
        if (found?.Kind is FileKind.Folder or FileKind.Other)
        {
            throw new IOException($"'{Path.Combine(_folder.Path, _name)}' is no file."); // a device must not be replaced
        }

        var there = found?.Kind == FileKind.File ? found : null;
        using var file = _folder.Create(_unfinished, mode ?? there?.Mode ?? UnixFiles.Anybodys);
        Keep(file, there, mode ?? there?.Mode);
        KeepRights(file, mode is null ? there : null);
        FileLimit.Write(file, content, 0);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>With rights of single users, those of the group in the mode are what these may at most: the mode alone would give them
    /// to the group.</summary>
    private void KeepRights(SafeFileHandle file, FileFacts? there)
    {
        if (there is null || !(IsTrusted(there) || there.Owner == UnixFiles.User))
        {
            return;
        }

        try
        {
            using var before = _folder.Read(_name);
            UnixFiles.CopyRights(before, file, Path.Combine(_folder.Path, _name));
        }
        catch (UnauthorizedAccessException)
        {
            // Who may write in the folder and not read the file keeps what its mode says.
        }
    }

    /// <summary>Owner and mode of the one before. One that belongs to neither root, us nor the folder's owner was planted.</summary>
    private void Keep(SafeFileHandle file, FileFacts? there, UnixFileMode? mode)
    {
        if (there is not null && IsTrusted(there))
        {
            _ = UnixFiles.Give(file, there.Owner, there.Group);
        }

        if (mode is { } wanted)
        {
            File.SetUnixFileMode(file, wanted); // whatever the umask took away
        }
    }

    private bool IsTrusted(FileFacts there) => there.Owner == _folder.Look().Owner || there.Owner == 0;
}
