// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Handler.Abstractions;
using ModuleHost;

namespace Modules.Containers.Engine;

/// <summary>
/// A connection that is a command's own: it is given input, and what it says until it ends is the answer. The library's own such
/// stream reads synchronously, and no interruption ends it.
/// </summary>
/// <param name="inner">The connection; where something in between did not hand it over, an answer that can only be read.</param>
/// <param name="address">The engine's, for the message.</param>
internal sealed class HandedOverStream(Stream inner, EngineAddress address) : WriteClosableStream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanCloseWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Writable().Write(buffer, offset, count);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Writable().WriteAsync(buffer, cancellationToken);
        await inner.FlushAsync(cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void CloseWrite() => throw new NotSupportedException("Half a connection cannot be closed.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private Stream Writable() => inner.CanWrite ? inner : throw new ModuleException(
        $"The container engine at {address.Written} does not take input for a command. Is there a proxy in between?");
}
