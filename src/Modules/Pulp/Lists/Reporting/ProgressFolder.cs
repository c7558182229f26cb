// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Files;

namespace Modules.Pulp.Lists.Reporting;

/// <summary>
/// Where progress is written unless the playbook says otherwise: in a folder of the user's that is closed to others, since names of what is
/// mirrored are not for everyone, and since who owns a folder can put another file in the place of each.
/// </summary>
internal static class ProgressFolder
{
    private const int FilesKept = 20;

    /// <summary>The folders that it may be, in the order in which they are tried: a login and <c>become</c> see different ones.</summary>
    public static IReadOnlyList<string> All =>
        Among(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <param name="variable">Reads the environment.</param>
    /// <param name="home">The user's folder; "" for one who has none.</param>
    public static IReadOnlyList<string> Among(Func<string, string?> variable, string home) =>
    [
        .. new[] { variable("XDG_STATE_HOME"), variable("XDG_RUNTIME_DIR"), home.Length > 0 ? Path.Combine(home, ".local", "state") : null }
            .OfType<string>()
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, "kayobe-modules"))
            .Distinct(),
    ];

    /// <summary>The newest file in all of them; null where there is none.</summary>
    public static string? Newest() => All.Where(Directory.Exists)
        .SelectMany(folder => Directory.GetFiles(folder, "*.jsonl"))
        .MaxBy(File.GetLastWriteTimeUtc);

    /// <summary>A new file in the first folder that is there or can be made.</summary>
    /// <param name="folders">Those to try.</param>
    /// <param name="warnings">Told of one that is somebody else's, or open to others: it is not used, nor is another in its place.</param>
    public static FileStream? Create(IReadOnlyList<string> folders, ISet<string> warnings)
    {
        foreach (var path in folders)
        {
            try
            {
                using var folder = FolderHandle.Open(path, WholeFile.ClosedFolder);
                if (Complaint(folder) is { } complaint)
                {
                    _ = warnings.Add($"Progress is not written: {complaint}");
                    return null;
                }

                var old = Directory.GetFiles(path, "*.jsonl").Select(file => Path.GetFileName(file));
                foreach (var each in old.Order(StringComparer.Ordinal).SkipLast(FilesKept - 1))
                {
                    folder.Remove(each);
                }

                var name = $"{DateTime.UtcNow:yyyyMMddTHHmmssfff}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}.jsonl";
                return new FileStream(folder.Create(name), FileAccess.Write);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The next one may be there.
            }
        }

        return null;
    }

    /// <summary>The file that a playbook named: made anew, or a pipe that somebody reads from.</summary>
    /// <exception cref="IOException">It cannot be made, or is somebody else's.</exception>
    public static FileStream CreateAt(string file)
    {
        var full = Path.GetFullPath(file);
        using var folder = FolderHandle.Open(Path.GetDirectoryName(full)!, WholeFile.ClosedFolder);
        var name = Path.GetFileName(full);
        if (folder.Look(name) is { Kind: FileKind.Other } pipe && pipe.Owner == folder.Look().Owner)
        {
            return new FileStream(folder.WriteTo(name), FileAccess.Write, bufferSize: 0);
        }

        var stream = new FileStream(folder.Append(name), FileAccess.Write);
        stream.SetLength(0);
        return stream;
    }

    private static string? Complaint(FolderHandle folder) =>
        !folder.IsOurs ? $"the folder '{folder.Path}' belongs to another user ({folder.Look().Owner}). Have it removed."
        : folder.Look().Mode != WholeFile.ClosedFolder ? $"the folder '{folder.Path}' is open to others. Close it: chmod 700 {folder.Path}"
        : null;
}
