using System.Globalization;
using ModuleHost;

namespace Modules.Http;

/// <summary>Reads no further than a limit, and says so when there is more.</summary>
/// <param name="inner">What is read.</param>
/// <param name="what">Its name in the message.</param>
/// <param name="largest">How many bytes at most.</param>
/// <param name="count">Told of each piece.</param>
internal sealed class BoundedStream(Stream inner, string what, long largest, Action<int>? count = null) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>What is said of an answer that has more bytes than its limit.</summary>
    public static ModuleException TooLarge(string what, long largest) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} brings more than {largest >> 20} MiB, many times what is needed; no more is read. "
            + $"Check that the address is that of the server it should be."));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Noted(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Noted(await inner.ReadAsync(buffer, cancellationToken));

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

    private int Noted(int bytes)
    {
        _read += bytes;
        count?.Invoke(bytes);
        return _read <= largest ? bytes : throw TooLarge(what, largest);
    }
}
