// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.Win32.SafeHandles;

namespace Modules.Files;

/// <summary>
/// A file for what can be had only once: it is made, empty and durable, before the request that brings its content is sent, so that nothing
/// is asked for that could not be kept.
/// </summary>
internal sealed class ExclusiveFile : IDisposable
{
    private readonly FolderHandle _folder;
    private readonly string _name;
    private readonly SafeFileHandle _file;
    private bool _begun;

    private ExclusiveFile(FolderHandle folder, string name, SafeFileHandle file) => (_folder, _name, _file) = (folder, name, file);

    /// <param name="path">Nothing may be there, not even a link.</param>
    /// <param name="mode">Who may read it.</param>
    /// <param name="missing">The mode of folders that are made on the way; without it, the folder is there.</param>
    /// <exception cref="IOException">There is something, or it cannot be made.</exception>
    public static ExclusiveFile Create(string path, UnixFileMode mode, UnixFileMode? missing = null)
    {
        var full = Path.GetFullPath(path);
        var folder = FolderHandle.Open(Path.GetDirectoryName(full)!, missing);
        try
        {
            var file = folder.Create(Path.GetFileName(full), mode);
            File.SetUnixFileMode(file, mode);
            RandomAccess.FlushToDisk(file);
            folder.Flush();
            return new(folder, Path.GetFileName(full), file);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Writes all of it; it is on the disk when this returns.</summary>
    public void Finish(ReadOnlySpan<byte> content)
    {
        _begun = true; // half of it is more than nothing
        FileLimit.Write(_file, content, 0);
        RandomAccess.FlushToDisk(_file);
    }

    /// <summary>It stays, empty as it is.</summary>
    public void Leave() => _begun = true;

    /// <summary>One that was never written to goes.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_begun)
        {
            _folder.Remove(_name);
        }

        _folder.Dispose();
    }
}
