// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Content;

/// <summary>The arguments of modules that bring a file to Pulp.</summary>
internal static class FileArguments
{
    public static readonly Argument<string?> File = Argument.Path("file");
    public static readonly Argument<string?> Sha256 = Argument.Text("sha256") with { Aliases = ["digest"] };
    public static readonly Argument<long> ChunkSize = Argument.Number("chunk_size", otherwise: 33554432) with { Minimum = 1 };
    public static readonly Argument<string?> State = Argument.Choice("state", "present", "absent");

    /// <summary>The file, read and checked; null where none was given.</summary>
    /// <exception cref="ModuleException">Unreadable, or not the one with the given digest.</exception>
    public static async Task<LocalFile?> ReadAsync(Invocation run, CancellationToken ct) => run.Get(File) is { } path
        ? await LocalFile.ReadAsync(path, run.Get(Sha256), run.Get(ChunkSize), ct)
        : null;

    /// <exception cref="ModuleException">A removal of nothing in particular.</exception>
    public static void RequireDigest(Invocation run, string? sha256)
    {
        if (run.Get(State) == "absent" && sha256 is null)
        {
            throw new ModuleException("One of 'file' and 'sha256' is required if 'state' is 'absent'.");
        }
    }
}
