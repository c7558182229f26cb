// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http;

/// <summary>Shown each piece of a stream as it passes, the empty one at its end included.</summary>
internal delegate void PieceSeen(ReadOnlySpan<byte> piece);

/// <summary>A stream that can only be read, once from its beginning to its end, while somebody looks at what passes.</summary>
/// <param name="inner">What is read, and closed with this.</param>
internal sealed class ForwardStream(Stream inner) : Stream
{
    private long _position;
    private ReadOnlyMemory<byte> _again = ReadOnlyMemory<byte>.Empty;

    /// <summary>What of the stream was read before, and comes again before the rest.</summary>
    public ReadOnlyMemory<byte> First
    {
        init => _again = value;
    }

    /// <summary>May end the reading by throwing.</summary>
    public PieceSeen Seen { get; init; } = _ => { };

    /// <summary>What to throw in place of what the stream threw; null for that itself.</summary>
    public Func<Exception, Exception?> Explain { get; init; } = _ => null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>How many bytes were read, which is asked where a format counts in fours.</summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!_again.IsEmpty)
        {
            return Again(buffer);
        }

        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception failure) when (Explain(failure) is { } explained)
        {
            throw explained;
        }

        return Passed(buffer[..read]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_again.IsEmpty)
        {
            return Again(buffer.Span);
        }

        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception failure) when (Explain(failure) is { } explained)
        {
            throw explained;
        }

        return Passed(buffer.Span[..read]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Again(Span<byte> buffer)
    {
        var length = Math.Min(_again.Length, buffer.Length);
        _again.Span[..length].CopyTo(buffer);
        _again = _again[length..];
        return Passed(buffer[..length]);
    }

    private int Passed(ReadOnlySpan<byte> piece)
    {
        _position += piece.Length;
        Seen(piece);
        return piece.Length;
    }
}
