namespace Modules.Http;

/// <summary>Reads on only while a separator comes often enough: no text, attribute or line can fill the memory.</summary>
/// <param name="inner">What is read.</param>
/// <param name="what">Its name in the message.</param>
/// <param name="separator">What must come: a line's end, or the beginning of a tag.</param>
internal sealed class BoundedPieces(Stream inner, string what, byte separator) : Stream
{
    private long _since;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Noted(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Noted(buffer.Span[..read]);
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

    private int Noted(ReadOnlySpan<byte> read)
    {
        _since = read.LastIndexOf(separator) is >= 0 and var last ? read.Length - last - 1 : _since + read.Length;
        return _since <= Limits.Piece
            ? read.Length
            : throw new InvalidDataException(
                $"{what} has a text of more than {Limits.Piece >> 20} MiB in one piece, many times what is needed; no more is read.");
    }
}
