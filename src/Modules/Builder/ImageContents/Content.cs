// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http;

namespace Modules.Builder.ImageContents;

/// <summary>What bytes are, by how they begin.</summary>
internal enum ContentKind
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>An archive of files.</summary>
    Tar,

    /// <summary>Packed with gzip.</summary>
    Gzip,

    /// <summary>Packed with Zstandard.</summary>
    Zstd,

    /// <summary>An object or a list in JSON.</summary>
    Json,
}

/// <summary>A stream of which is known what it is.</summary>
/// <param name="Bytes">All of it, from its first byte on.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Content(Stream Bytes, ContentKind Kind) : IAsyncDisposable
{
    /// <summary>A block of an archive.</summary>
    private const int Block = 512;

    /// <summary>Looks at how a stream begins, which is closed with what comes of it.</summary>
    public static async Task<Content> OpenAsync(Stream stream, CancellationToken ct)
    {
        var block = new byte[Block];
        var first = block.AsMemory(0, await stream.ReadAtLeastAsync(block, Block, throwOnEndOfStream: false, ct));
        return new(new ForwardStream(stream) { First = first }, KindOf(first.Span));
    }

    public ValueTask DisposeAsync() => Bytes.DisposeAsync();

    private static ContentKind KindOf(ReadOnlySpan<byte> first) => first switch
    {
        [0x1f, 0x8b, ..] => ContentKind.Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => ContentKind.Zstd,
        { Length: Block } block when block[257..].StartsWith("ustar"u8) => ContentKind.Tar, // whose first file may be called "["
        [(byte)'{' or (byte)'[', ..] => ContentKind.Json,
        _ => ContentKind.Other,
    };
}
