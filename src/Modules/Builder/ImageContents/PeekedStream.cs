// SPDX-License-Identifier: GPL-3.0-or-later
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

/// <summary>A stream whose first bytes were looked at, and come again.</summary>
internal sealed class PeekedStream : Stream
{
    /// <summary>A block of an archive.</summary>
    private const int Block = 512;

    private readonly Stream _inner;
    private readonly ReadOnlyMemory<byte> _first;
    private int _given;

    private PeekedStream(Stream inner, ReadOnlyMemory<byte> first) => (_inner, _first) = (inner, first);

    /// <summary>What it is.</summary>
    public ContentKind Kind => _first.Span switch
    {
        [0x1f, 0x8b, ..] => ContentKind.Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => ContentKind.Zstd,
        [(byte)'{' or (byte)'[', ..] => ContentKind.Json,
        { Length: Block } block when block[257..].StartsWith("ustar"u8) => ContentKind.Tar,
        _ => ContentKind.Other,
    };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <param name="stream">What is read; the caller closes it.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<PeekedStream> OpenAsync(Stream stream, CancellationToken ct)
    {
        var first = new byte[Block];
        return new(stream, first.AsMemory(0, await stream.ReadAtLeastAsync(first, Block, throwOnEndOfStream: false, ct)));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => _given < _first.Length ? Again(buffer) : _inner.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _given < _first.Length ? ValueTask.FromResult(Again(buffer.Span)) : _inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Again(Span<byte> buffer)
    {
        var rest = _first.Span[_given..];
        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        _given += length;
        return length;
    }
}
