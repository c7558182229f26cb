// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// The place of a file that must not be lost, made and synced before what it shall hold exists. It gets its name when it is whole; what a
/// killed run has left there is told.
/// </summary>
internal sealed class ReservedFile : IDisposable
{
    /// <summary>Longer than any request takes: an empty file of this age is nobody's.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private readonly ExclusiveFile _file;
    private readonly string _path;

    private ReservedFile(ExclusiveFile file, string path) => (_file, _path) = (file, path);

    /// <summary>Where it is until it is whole.</summary>
    public static string Unfinished(string path) => path + ".unfinished";

    /// <param name="path">Where it shall be in the end.</param>
    /// <param name="mode">Who may read it.</param>
    /// <exception cref="ModuleException">It cannot be made, or another run has it.</exception>
    public static ReservedFile Create(string path, UnixFileMode mode)
    {
        var unfinished = new FileInfo(Unfinished(path));
        try
        {
            if (unfinished.Exists && unfinished.Length > 0)
            {
                throw new ModuleException(
                    $"Look into '{unfinished}' first: a run that was killed has left keys there, and they may be the only ones.");
            }

            if (unfinished.Exists)
            {
                if (DateTime.UtcNow - unfinished.LastWriteTimeUtc < Abandoned)
                {
                    throw new ModuleException(
                        $"Wait for the other run, or delete '{unfinished}' if there is none: it has just been made for the keys of this "
                            + "server.");
                }

                unfinished.Delete();
            }

            return new(ExclusiveFile.Create(unfinished.FullName, mode), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"Make it possible to write '{path}' first: {failure.Message} Nothing was asked of the server.", failure);
        }
    }

    /// <summary>Writes the whole content; when it returns it is on the disk under its name.</summary>
    public void Finish(ReadOnlySpan<byte> content)
    {
        _file.Finish(content);
        File.Move(Unfinished(_path), _path, overwrite: true);
        using var folder = FolderHandle.Open(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        folder.Flush();
    }

    /// <summary>It stays though nothing came: what it was for may have been made.</summary>
    public void Leave() => _file.Leave();

    public void Dispose() => _file.Dispose();
}
