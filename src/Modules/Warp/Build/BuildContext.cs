// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Warp.Build;

/// <summary>What an image is built from: files in an order, without owners and times, so that the same files are the same bytes.</summary>
internal sealed class BuildContext
{
    private const long Largest = 64 << 20;

    private readonly byte[] _archive;
    private readonly IReadOnlySet<string> _places;

    private BuildContext(byte[] archive, IReadOnlySet<string> places) => (_archive, _places) = (archive, places);

    /// <summary>Whether it has a file.</summary>
    public bool Has(string place) => _places.Contains(place);

    /// <summary>As the engine takes it.</summary>
    public Stream Open() => new MemoryStream(_archive, writable: false);

    /// <summary>A sum of the files and of what else an image depends on.</summary>
    public string Sum(JsonObject settings) =>
        Convert.ToHexStringLower(SHA256.HashData([.. _archive, .. Encoding.UTF8.GetBytes(settings.ToJsonString())]));

    /// <param name="folder">Its files, and those of folders in it.</param>
    /// <param name="more">Files from elsewhere, by their place in the context.</param>
    /// <exception cref="ModuleException">A file cannot be read, or all are too large.</exception>
    public static BuildContext Read(string folder, IEnumerable<KeyValuePair<string, string>> more)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(path => Path.GetRelativePath(folder, path), StringComparer.Ordinal);
            foreach (var (place, path) in more)
            {
                files[Inside(place)] = path;
            }

            using var archive = new MemoryStream();
            using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
            {
                foreach (var (place, path) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
                {
                    Write(writer, place, path);
                    if (archive.Length > Largest)
                    {
                        throw new ModuleException(
                            $"Give path a folder with what the image is built from alone: '{folder}' holds more than {Largest >> 20} MiB.");
                    }
                }
            }

            return new(archive.ToArray(), files.Keys.ToHashSet(StringComparer.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Check path and files: what the image is built from cannot be read: {failure.Message}", failure);
        }
    }

    private static void Write(TarWriter writer, string place, string path)
    {
        const UnixFileMode executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        const UnixFileMode plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        using var content = File.OpenRead(path); // of a link, what it leads to
        var runs = (File.GetUnixFileMode(content.SafeFileHandle) & UnixFileMode.UserExecute) != 0;
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, place)
        {
            DataStream = content,
            Mode = runs ? plain | executable : plain,
            ModificationTime = DateTimeOffset.UnixEpoch,
        });
    }

    private static string Inside(string place) => place.Length > 0 && place[0] != '/' && !place.Split('/').Contains("..")
        ? place
        : throw new ModuleException($"Give places below path in files: '{place}' is none.");
}
