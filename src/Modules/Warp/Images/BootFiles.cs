// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using ModuleHost;
using Modules.Commands;
using Modules.Files;

namespace Modules.Warp.Images;

/// <summary>Files inside an image, and their copies outside.</summary>
/// <param name="image">The image's path.</param>
/// <param name="paths">Where they are inside.</param>
internal sealed class BootFiles(string image, IReadOnlyList<string> paths)
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const string Program = "virt-copy-out";

    private IEnumerable<string> Names => paths.Select(path => Path.GetFileName(path));

    /// <exception cref="ModuleException">It is not there.</exception>
    public void RequireImage()
    {
        if (!File.Exists(image))
        {
            throw new ModuleException($"Put the image there, or give it in image: there is no file {image}.");
        }
    }

    /// <summary>Whether all copies in a folder are newer than the image, and what their names promise.</summary>
    public bool AreFresh(string folder) => Names.Select(name => Path.Combine(folder, name)).All(path =>
        File.Exists(path) && File.GetLastWriteTimeUtc(path) >= File.GetLastWriteTimeUtc(image) && Trouble(path) is null);

    /// <summary>Copies them to folders. What is not whole, or is something else, is in none of them afterwards.</summary>
    /// <param name="commands">Programs of the host.</param>
    /// <param name="backend">How libguestfs starts its machine; null for its own choice.</param>
    /// <param name="folders">Where they are missing or old.</param>
    /// <param name="fresh">Where they are not; null for nowhere.</param>
    /// <param name="ct">Ends it.</param>
    public async Task FillAsync(
        ICommands commands, string? backend, IReadOnlyList<string> folders, string? fresh, CancellationToken ct)
    {
        foreach (var folder in folders)
        {
            FolderHandle.Open(folder, WholeFile.OpenFolder).Dispose();
        }

        if (fresh is not null)
        {
            await PlaceAsync(fresh, folders, ct);
            return;
        }

        // Beside the destination, where there is room for what is put there; only this user may look into it.
        var unfinished = Path.Combine(folders[0], UnfinishedName.Of("boot-files"));
        _ = Directory.CreateDirectory(unfinished, WholeFile.ClosedFolder);
        try
        {
            await CopyOutAsync(commands, backend, unfinished, ct);
            await PlaceAsync(unfinished, folders, ct);
        }
        finally
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }

    public static async Task<string> Sha256Async(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private async Task CopyOutAsync(ICommands commands, string? backend, string folder, CancellationToken ct)
    {
        var command = new Command(Program, ["-a", image, .. paths, folder])
        {
            Environment = new Dictionary<string, string>(backend is null ? [] : [new("LIBGUESTFS_BACKEND", backend)]),
        };
        var answer = await commands.RunAsync(command, ct);
        if (answer.ExitCode != 0)
        {
            throw new ModuleException(
                "Check paths, and that libguestfs-test-tool passes on this host (try libguestfs_backend=direct, and where /dev/kvm "
                    + $"does not serve, LIBGUESTFS_BACKEND_SETTINGS=force_tcg in the environment): '{command}' failed: {Said(answer)}");
        }

        foreach (var name in Names)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path) || new FileInfo(path).LinkTarget is not null)
            {
                throw new ModuleException($"Check paths: {Program} left no file {name} of {image}.");
            }

            if (Trouble(path) is { } trouble)
            {
                throw new ModuleException($"Check image and paths: {name} of {image} {trouble}.");
            }
        }
    }

    /// <summary>Its errors, or the line it begins with. After each it tells how to report it or what else to try, and the last of those
    /// lines tells nothing of what is wrong.</summary>
    private static string Said(CommandAnswer answer)
    {
        const string mark = "error: ";
        var errors = answer.Errors.Split('\n').Where(line => line.Contains(mark, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim().TrimEnd('.')).ToList();
        return errors.Count > 0 ? string.Join("; ", errors) + "."
            : answer.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
                ?? answer.LastLine;
    }

    private async Task PlaceAsync(string from, IReadOnlyList<string> folders, CancellationToken ct)
    {
        foreach (var name in Names)
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(from, name), ct); // some 60 MB at most
            foreach (var folder in folders)
            {
                WholeFile.Write(Path.Combine(folder, name), content, Mode);
            }
        }
    }

    /// <summary>What is wrong with a copy, as a sentence's end; null for nothing.</summary>
    private static string? Trouble(string path) => BootMagic.Of(path) switch
    {
        null => "is neither a kernel nor an initial file system",
        { } kind when kind.Belies(Path.GetFileName(path)) => $"is {kind.Words}",
        _ => null,
    };
}
