// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;
using Modules.Files;

namespace Modules.Containers.Planning;

/// <summary>A folder with a container's configuration. It is mounted as a whole: a file replaced in it is seen in the container.</summary>
internal sealed class ConfigurationFolder(string path, FolderRules rules)
{
    private const UnixFileMode Open = (UnixFileMode)0b111_101_101;

    public FilesView Shown => rules.Shown;

    public static bool IsUsable(string path) =>
        Path.IsPathRooted(path)
            && !path.Contains(':', StringComparison.Ordinal)
            && Path.TrimEndingDirectorySeparator(path) is not ("" or "/");

    /// <summary>The folder that a playbook named with conf_path.</summary>
    /// <exception cref="ModuleException">It cannot be mounted, or is everybody's.</exception>
    public static string PathOf(string? written) =>
        written is not null && IsUsable(written)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(written))
            : throw new ModuleException($"conf_path '{written}' must be an absolute path of a folder of its own, without colons.");

    /// <summary>Our files in the folder, by name.</summary>
    public IReadOnlyDictionary<string, string> Read()
    {
        try
        {
            return Ours().ToDictionary(name => name, Text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>Whether nobody can look into the folder or its files who should not.</summary>
    public bool IsTight() =>
        Directory.Exists(path) && (rules.Closed is not { } mode || new DirectoryInfo(path).UnixFileMode == mode)
        && Ours().All(name => File.GetUnixFileMode(Path.Combine(path, name)) == rules.ModeOf(name));

    /// <summary>When one of our files was last written; null for none.</summary>
    public DateTimeOffset? Written() => Ours().Select(name => (DateTimeOffset?)File.GetLastWriteTimeUtc(Path.Combine(path, name))).Max();

    /// <summary>
    /// Each file appears whole or not at all, and none where one of them cannot be written; the one that says that all is there comes last.
    /// </summary>
    /// <exception cref="ModuleException">One cannot be written.</exception>
    public void Write(IReadOnlyDictionary<string, string> files)
    {
        try
        {
            // Folders above it are made open: others have to get at what is theirs beside ours.
            using var folder = FolderHandle.Open(path, Open);
            if (rules.Closed is { } mode)
            {
                RefuseForeign(mode);
                File.SetUnixFileMode(path, mode);
            }

            WriteAll(folder, files);

            foreach (var stale in Ours().Where(name => !files.ContainsKey(name)).ToList())
            {
                Delete(folder, stale);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>Looks whether files could be written, and writes none.</summary>
    /// <param name="names">The files.</param>
    /// <exception cref="ModuleException">They could not.</exception>
    public void RequireWritable(IReadOnlyCollection<string> names)
    {
        foreach (var folder in names.Select(name => Path.GetDirectoryName(Path.Combine(path, name))!).Append(path).Distinct())
        {
            var existing = folder;
            while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } above)
            {
                existing = above;
            }

            var why = FilePlace.FileAbove(folder) is { } file ? $"'{file}' is a file" : UnixFiles.WhyNotWritable(existing);
            if (why is not null)
            {
                throw new ModuleException(
                    $"{folder} cannot be written: {existing}: {why}. Choose another conf_path, or become another user.");
            }
        }

        if (names.FirstOrDefault(name => Directory.Exists(Path.Combine(path, name))) is { } taken)
        {
            throw new ModuleException(
                $"The configuration in conf_path '{path}' cannot be written: '{Path.Combine(path, taken)}' is a folder. Remove it first.");
        }
    }

    /// <summary>Removes our files, and the folder if nothing else is in it.</summary>
    public void Remove()
    {
        try
        {
            using (var folder = FolderHandle.Open(path))
            {
                Ours().ToList().ForEach(name => Delete(folder, name));
            }

            if (!Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>Whatever fills the folder may be root in a container, which is root here, too: no link in it is followed.</summary>
    private string Text(string name)
    {
        using var folder = FolderHandle.Open(path);
        using var inside = folder.Enter(Path.GetDirectoryName(name)!);
        using var reader = new StreamReader(new FileStream(inside.Read(Path.GetFileName(name)), FileAccess.Read));
        return reader.ReadToEnd();
    }

    private void WriteAll(FolderHandle folder, IReadOnlyDictionary<string, string> files)
    {
        var begun = new List<UnfinishedFile>();
        try
        {
            foreach (var (name, text) in files.OrderBy(file => file.Key == rules.Last))
            {
                begun.Add(folder.BeginBelow(name, Encoding.UTF8.GetBytes(text), rules.ModeOf(name), Open));
            }

            begun.ForEach(file => file.Finish());
        }
        finally
        {
            begun.ForEach(file => file.Dispose());
        }
    }

    private static void Delete(FolderHandle folder, string name)
    {
        using var inside = folder.Enter(Path.GetDirectoryName(name)!);
        inside.Remove(Path.GetFileName(name));
    }

    private IEnumerable<string> Ours() => Directory.Exists(path) ? rules.Find(path) : [];

    /// <summary>Closing a folder that others use would take it from them.</summary>
    private void RefuseForeign(UnixFileMode closed)
    {
        var ours = Ours().ToHashSet();
        if (new DirectoryInfo(path).UnixFileMode != closed
            && Directory.EnumerateFileSystemEntries(path)
                .Select(entry => Path.GetFileName(entry))
                .FirstOrDefault(name => !ours.Contains(name)) is { } foreign)
        {
            throw new ModuleException(
                $"conf_path '{path}' holds '{foreign}' and is open to others; "
                    + "the proxy's folder is closed to all but its owner. Give it a folder of its own.");
        }
    }

    private ModuleException Unreachable(Exception failure) =>
        new($"The configuration in conf_path '{path}' cannot be read or written: {failure.Message}", failure);
}
