// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.Generated;

/// <summary>
/// A folder of a repository with files that we write and files that we do not: written is what differs as a tree, removed what we wrote
/// and is no longer wanted, and nothing else is touched.
/// </summary>
/// <param name="root">The folder; it need not be there.</param>
internal sealed class GeneratedFolder(string root)
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>What would have to be done.</summary>
    /// <param name="wanted">All files that should be there.</param>
    /// <param name="pruned">The folders below the root whose other files of ours go; none to leave all.</param>
    /// <exception cref="ModuleException">A path leads elsewhere, or something cannot be read.</exception>
    public IReadOnlyList<FileChange> Plan(IReadOnlyList<GeneratedFile> wanted, IReadOnlyList<string> pruned)
    {
        RefuseNoFolder();
        foreach (var file in wanted)
        {
            RefuseElsewhere(file.Path);
        }

        if (wanted.GroupBy(file => file.Path).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ModuleException($"'{twice.Key}' would be written twice: give one of the two another name.");
        }

        return [.. wanted.Select(Compare), .. pruned.SelectMany(folder => Stale(folder, wanted))];
    }

    /// <summary>Does it. Each file appears whole or not at all.</summary>
    /// <exception cref="ModuleException">Something cannot be written.</exception>
    public void Take(IReadOnlyList<FileChange> changes)
    {
        var taken = false;
        foreach (var change in changes.Where(change => change.Fate != FileFate.Unchanged))
        {
            var path = Path.Combine(root, change.Path);
            try
            {
                using var folder = FolderHandle.Open(root, WholeFile.OpenFolder);
                if (change.After is { } text)
                {
                    folder.WriteBelow(change.Path, Encoding.UTF8.GetBytes(text), Readable, WholeFile.OpenFolder);
                }
                else
                {
                    using var inside = folder.Enter(Path.GetDirectoryName(change.Path)!);
                    inside.Remove(Path.GetFileName(change.Path));
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new ModuleException($"'{path}' cannot be written: {failure.Message}", failure) { Changed = taken };
            }

            taken = true;
        }
    }

    /// <summary>For a result: each file and what became of it.</summary>
    public static JsonObject States(IEnumerable<FileChange> changes) =>
        new(changes.Select(change => KeyValuePair.Create(change.Path, (JsonNode?)change.Fate.ToString().ToLowerInvariant())));

    /// <summary>For a diff: what each changed file said and will say.</summary>
    public static IReadOnlyList<Difference> Differences(IEnumerable<FileChange> changes) =>
    [
        .. changes.Where(change => change.Fate != FileFate.Unchanged)
            .Select(change => new Difference(change.Before ?? "", change.After ?? "") { Of = change.Path }),
    ];

    private FileChange Compare(GeneratedFile file)
    {
        var before = Read(file.Path);
        var fate = before is null ? FileFate.Created : file.IsSaidBy(before) ? FileFate.Unchanged : FileFate.Changed;
        return new(file.Path, fate, before, fate == FileFate.Unchanged ? before : file.Text);
    }

    private IEnumerable<FileChange> Stale(string folder, IReadOnlyList<GeneratedFile> wanted)
    {
        var below = Path.Combine(root, folder);
        return !Directory.Exists(below) ? [] : Directory.EnumerateFiles(below)
            .Where(path => path.EndsWith(".yml", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(path => Path.Combine(folder, Path.GetFileName(path)))
            .Where(path => !wanted.Any(file => file.Path == path))
            // A link is nobody's but theirs who made it, whatever it leads to.
            .Where(path => new FileInfo(Path.Combine(root, path)).LinkTarget is null)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Text: Read(path)))
            .Where(file => file.Text is { } text && GeneratedFile.IsOurs(text))
            .Select(file => new FileChange(file.Path, FileFate.Removed, file.Text, null));
    }

    private string? Read(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, path));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"'{Path.Combine(root, path)}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>It is made where it is missing, which cannot be below a file.</summary>
    private void RefuseNoFolder()
    {
        if (FilePlace.FileAbove(Path.GetFullPath(root)) is { } file)
        {
            throw new ModuleException($"Give a folder in output_directory: '{file}' is a file, and '{root}' cannot be one.");
        }
    }

    /// <summary>Names come from variables.</summary>
    private void RefuseElsewhere(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (!full.StartsWith(Path.GetFullPath(root).TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw new ModuleException(
                $"'{path}' is no file below '{root}': the name of a generated file holds no '..' and begins with no '/'.");
        }
    }
}
