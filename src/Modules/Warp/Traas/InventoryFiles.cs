// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;
using Modules.Files;

namespace Modules.Warp.Traas;

/// <summary>A file of the local working directory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it holds.</param>
/// <param name="Mode">Who may read it.</param>
/// <param name="Shown">What a diff may show of such a file.</param>
internal sealed record InventoryFile(string Name, string Text, UnixFileMode Mode, Func<string, string> Shown);

/// <summary>The local working directory with what is written to it.</summary>
/// <param name="path">The folder; it need not be there.</param>
internal sealed class InventoryFiles(string path)
{
    public const UnixFileMode ForOwner = UnixFileMode.UserRead;
    public const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes what differs; in check mode nothing.</summary>
    /// <returns>What changed.</returns>
    /// <exception cref="ModuleException">Something cannot be read or written.</exception>
    public IReadOnlyList<Difference> Write(IReadOnlyList<InventoryFile> files, bool checkMode)
    {
        try
        {
            List<Difference> changes = [];
            foreach (var file in files)
            {
                var (before, mode) = Read(file.Name);
                if (before == file.Text && mode == file.Mode)
                {
                    continue;
                }

                changes.Add(new(before is null ? null : file.Shown(before), file.Shown(file.Text)) { Of = Path.Combine(path, file.Name) });
                if (!checkMode)
                {
                    WholeFile.Write(Path.Combine(path, file.Name), Encoding.UTF8.GetBytes(file.Text), file.Mode, WholeFile.OpenFolder);
                }
            }

            return changes;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"See to it that this user may write in lwd '{path}': {failure.Message}", failure);
        }
    }

    private (string? Text, UnixFileMode? Mode) Read(string name)
    {
        try
        {
            using var folder = FolderHandle.Open(path);
            if (folder.Look(name) is not { Kind: FileKind.File } found)
            {
                return (null, null);
            }

            using var reader = new StreamReader(new FileStream(folder.Read(name), FileAccess.Read));
            return (reader.ReadToEnd(), found.Mode);
        }
        catch (FileNotFoundException)
        {
            return (null, null);
        }
    }
}
