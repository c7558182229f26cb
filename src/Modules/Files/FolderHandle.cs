// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.Win32.SafeHandles;

namespace Modules.Files;

/// <summary>
/// A folder that stays the one it was when it was opened, whatever happens to its path. On the way to it a link is followed only if root or
/// the user of this program made it: what somebody else planted would lead a program of root to any file of the host.
/// </summary>
internal sealed class FolderHandle : IDisposable
{
    private const int MostLinks = 40; // as the kernel

    private readonly SafeFileHandle _folder;

    private FolderHandle(SafeFileHandle folder, string path) => (_folder, Path) = (folder, path);

    /// <summary>Where it was found.</summary>
    public string Path { get; }

    /// <param name="path">The folder.</param>
    /// <param name="missing">The mode of folders that are made on the way; null where none shall be made.</param>
    /// <exception cref="IOException">It is not there, or a link that somebody else made is in the way.</exception>
    public static FolderHandle Open(string path, UnixFileMode? missing = null) => Open(path, missing, MostLinks);

    private static FolderHandle Open(string path, UnixFileMode? missing, int links)
    {
        var parts = Parts(System.IO.Path.GetFullPath(path));
        var folder = new FolderHandle(UnixFiles.Open(null, "/", UnixFiles.Folder, 0, "/"), "/");
        for (var at = 0; at < parts.Length; at++)
        {
            using var before = folder;
            if (before.Target(parts[at]) is { } target)
            {
                // What was passed so far holds no link: the path without it can be put together from texts.
                return links > 0
                    ? Open(System.IO.Path.Combine([before.Path, target, .. parts[(at + 1)..]]), missing, links - 1)
                    : throw new IOException($"Too many links lead to '{path}'.");
            }

            folder = before.Enter(parts[at], missing);
        }

        return folder;
    }

    /// <summary>A folder in this one, which is no link.</summary>
    /// <param name="name">Its name, or several with slashes between them.</param>
    /// <param name="missing">The mode of one that is made; null where none shall be.</param>
    /// <exception cref="IOException">It is not there, or it is a link.</exception>
    public FolderHandle Enter(string name, UnixFileMode? missing = null)
    {
        var inside = new FolderHandle(UnixFiles.Open(_folder, ".", UnixFiles.Folder, 0, Path), Path);
        foreach (var part in Parts(name))
        {
            using var outside = inside;
            inside = new(UnixFiles.OpenOrMake(outside._folder, part, missing, outside.In(part)), outside.In(part));
        }

        return inside;
    }

    /// <summary>A new file in it, to be written.</summary>
    /// <exception cref="IOException">There is something of this name.</exception>
    public SafeFileHandle Create(string name, UnixFileMode mode = UnixFiles.Anybodys) =>
        UnixFiles.Open(_folder, name, UnixFiles.NewFile, mode, In(name));

    /// <summary>A file of ours in it, to be written to at its end; made where there is none, or one that is not ours.</summary>
    public SafeFileHandle Append(string name)
    {
        if (Look(name) is not { Kind: FileKind.File } there || there.Owner != UnixFiles.User)
        {
            Remove(name);
            return Create(name);
        }

        return UnixFiles.Open(_folder, name, UnixFiles.AtTheEnd, 0, In(name));
    }

    /// <summary>A pipe or a device in it, to be written to.</summary>
    public SafeFileHandle WriteTo(string name) => UnixFiles.Open(_folder, name, UnixFiles.Existing, 0, In(name));

    /// <summary>A file in it, to be read; a link, a pipe or a device is none.</summary>
    /// <exception cref="IOException">It is not there, or no file.</exception>
    public SafeFileHandle Read(string name)
    {
        var file = UnixFiles.Open(_folder, name, UnixFiles.ExistingFile, 0, In(name));
        if (UnixFiles.Look(file).Kind == FileKind.File)
        {
            return file;
        }

        file.Dispose();
        throw new IOException($"'{In(name)}' is no file.");
    }

    /// <summary>What is there under a name, a link itself; null for nothing.</summary>
    public FileFacts? Look(string name) => UnixFiles.Look(_folder, name, In(name));

    /// <summary>The folder itself.</summary>
    public FileFacts Look() => UnixFiles.Look(_folder);

    /// <summary>Whether it belongs to the user of this program.</summary>
    public bool IsOurs => Look().Owner == UnixFiles.User;

    /// <summary>Where a link leads that root or we made; null for what is no link.</summary>
    /// <exception cref="IOException">Somebody else made it.</exception>
    public string? Target(string name) => Look(name) switch
    {
        { Kind: FileKind.Link } link when link.Owner != 0 && link.Owner != UnixFiles.User => throw new IOException(
            $"'{In(name)}' is a link that somebody else made (user {link.Owner}): it is not followed. Give the path that it leads to."),
        { Kind: FileKind.Link } => UnixFiles.ReadLink(_folder, name, In(name)),
        _ => null,
    };

    /// <summary>Gives a file in it another name, in the place of what has it.</summary>
    public void Rename(string from, string to) => UnixFiles.Rename(_folder, from, to, In(to));

    /// <summary>Gives a file in it a second name, in the place of what has it: the old file or the new one, never none.</summary>
    public void Name(string file, string name) => Replace(name, unfinished => UnixFiles.Name(_folder, file, unfinished, In(name)));

    /// <summary>Makes a symbolic link in it, in the place of what has its name.</summary>
    public void PointTo(string name, string target) =>
        Replace(name, unfinished => UnixFiles.PointTo(_folder, unfinished, target, In(name)));

    /// <summary>Removes a name; what is not there stays so.</summary>
    public void Remove(string name) => UnixFiles.Remove(_folder, name);

    /// <summary>What was made and renamed in it survives a loss of power.</summary>
    public void Flush() => UnixFiles.FlushFolder(_folder);

    public void Dispose() => _folder.Dispose();

    private void Replace(string name, Action<string> make)
    {
        var unfinished = UnfinishedName.Of(name);
        make(unfinished);
        try
        {
            Rename(unfinished, name);
        }
        finally
        {
            Remove(unfinished); // two names of one file are not renamed into each other
        }

        Flush();
    }

    private static string[] Parts(string path) => [.. path.Split('/').Where(part => part is not ("" or "."))];

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
