// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using ModuleHost;
using Modules.Cryptography;

namespace Modules.Pulp.Content;

/// <summary>A file to upload: its digests, taken in one pass and constant memory.</summary>
/// <param name="Path">As the playbook wrote it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the whole.</param>
/// <param name="ChunkSize">How much goes into one request.</param>
/// <param name="Chunks">The digest of each part that goes into a request of its own.</param>
internal sealed record LocalFile(string Path, long Size, string Sha256, long ChunkSize, IReadOnlyList<string> Chunks)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Uploads in parts.</summary>
    public bool IsLarge => Size > ChunkSize;

    /// <param name="path">As the playbook wrote it.</param>
    /// <param name="expected">The digest it should have; null for any.</param>
    /// <param name="chunkSize">The largest part.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">Not a readable file, or not the expected one.</exception>
    public static async Task<LocalFile> ReadAsync(string path, string? expected, long chunkSize, CancellationToken ct)
    {
        if (Directory.Exists(path))
        {
            throw new ModuleException($"attempted to take checksum of directory: {path}");
        }

        if (!File.Exists(path))
        {
            throw new ModuleException($"File not found. There is no '{path}' on the host the task runs on.");
        }

        if (chunkSize < 1)
        {
            throw new ModuleException($"chunk_size is {chunkSize}. Give a number of bytes of at least 1.");
        }

        OpenSsl.Require($"The checksum of '{path}'");

        try
        {
            var file = await DigestAsync(path, chunkSize, ct);
            return expected is null || string.Equals(expected, file.Sha256, StringComparison.OrdinalIgnoreCase)
                ? file
                : throw new ModuleException($"File checksum mismatch. '{path}' has sha256 {file.Sha256}, not {expected}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Cannot read '{path}': {failure.Message}", failure);
        }
    }

    /// <summary>A part of the file.</summary>
    public Stream Open(long offset, long length) => new FilePart(Path, offset, length);

    private static async Task<LocalFile> DigestAsync(string path, long chunkSize, CancellationToken ct)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: false);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var chunk = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<string> chunks = [];
        var buffer = new byte[BufferSize];
        var (size, inChunk) = (0L, 0L);
        while (await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, chunkSize - inChunk)), ct) is var read && read > 0)
        {
            whole.AppendData(buffer, 0, read);
            chunk.AppendData(buffer, 0, read);
            size += read;
            inChunk += read;
            if (inChunk == chunkSize)
            {
                chunks.Add(Hex(chunk));
                inChunk = 0;
            }
        }

        if (inChunk > 0)
        {
            chunks.Add(Hex(chunk));
        }

        return new LocalFile(path, size, Hex(whole), chunkSize, chunks);
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
