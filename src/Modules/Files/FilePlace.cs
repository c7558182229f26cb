// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Files;

/// <summary>
/// Whether a file can come to lie where an argument says. It is asked before a server is asked for what the file shall hold: a key or a
/// token that cannot be kept should not be made.
/// </summary>
internal static class FilePlace
{
    /// <param name="run">In check mode an earlier task may have pretended to make the folder, which is warned of.</param>
    /// <param name="argument">What names the file.</param>
    /// <param name="path">Where it shall be.</param>
    /// <exception cref="ModuleException">No file can be there.</exception>
    public static void Check(Invocation run, string argument, string path)
    {
        CheckName(argument, path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (Directory.Exists(folder))
        {
            if (UnixFiles.WhyNotWritable(folder) is { } why)
            {
                throw new ModuleException(
                    $"Make it possible to write into '{folder}' first, or give another path in {argument}: {why}. Nothing was asked of the "
                        + "server.");
            }

            return;
        }

        var missing = $"Make the folder '{folder}' first, or give another path in {argument}: it is not there.";
        if (!run.CheckMode || FileAbove(folder) is not null)
        {
            throw new ModuleException($"{missing} Nothing was asked of the server.");
        }

        _ = run.Warnings.Add(missing);
    }

    /// <summary>What can be no file's place wherever it is.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static void CheckName(string argument, string path)
    {
        if (path.Length == 0 || path.Any(char.IsControl))
        {
            throw new ModuleException($"Give the path of a file in {argument}: '{path}' is none. Nothing was done.");
        }

        if (Directory.Exists(path))
        {
            throw new ModuleException(
                $"Give a file in {argument}, such as '{Path.Combine(path, "file.json")}': '{path}' is a folder. Nothing was done.");
        }
    }

    /// <summary>The file that stands where a folder or one that it lies in would be made; null for none.</summary>
    /// <param name="folder">Its whole path.</param>
    public static string? FileAbove(string folder)
    {
        for (var way = folder; way is not null; way = Path.GetDirectoryName(way))
        {
            if (File.Exists(way))
            {
                return way;
            }
        }

        return null;
    }
}
