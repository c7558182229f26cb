// SPDX-License-Identifier: GPL-3.0-or-later
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ModuleHost.Execution;

/// <summary>
/// Standard input, output or error as the kernel has it. <see cref="Console"/> sets up the terminal it finds there, and
/// writes to it in order to do so: over ssh that would stand before the answer. A <see cref="FileStream"/> keeps a position
/// of its own, and would overwrite what others write to a file they share.
/// </summary>
public sealed partial class StandardStream : Stream
{
    private readonly int _descriptor;

    private StandardStream(int descriptor) => _descriptor = descriptor;

    private const int Interrupted = 4;  // EINTR
    private const int WouldBlock = 11;  // EAGAIN: ssh may have made the terminal's descriptor one that does not wait
    private const short Readable = 1, Writable = 4, Failed = 8, HungUp = 16;

    public static StandardStream Input { get; } = new(0);

    public static StandardStream Output { get; } = new(1);

    public static StandardStream Error { get; } = new(2);

    public override bool CanRead => _descriptor == 0;

    public override bool CanSeek => false;

    public override bool CanWrite => _descriptor != 0;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var count = SystemRead(_descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (count >= 0)
            {
                return (int)count;
            }

            WaitOrThrow(Readable);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = SystemWrite(_descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (count >= 0)
            {
                buffer = buffer[(int)count..];
            }
            else
            {
                WaitOrThrow(Writable);
            }
        }
    }

    public override void Flush()
    {
        // Nothing is kept here.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Waits until nobody is at the other end any more.</summary>
    /// <returns>Whether that can be told of what this is; at a plain file nobody ever was.</returns>
    internal bool AwaitHangup()
    {
        while (true)
        {
            var waited = new Waited(_descriptor, 0, 0);
            var count = SystemPoll(ref waited, 1, -1);
            if (count >= 0 || Marshal.GetLastPInvokeError() != Interrupted)
            {
                return count > 0 && (waited.Happened & (Failed | HungUp)) != 0;
            }
        }
    }

    /// <exception cref="IOException">The last call failed for good.</exception>
    private void WaitOrThrow(short events)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == WouldBlock)
        {
            var wanted = new Waited(_descriptor, events, 0);
            _ = SystemPoll(ref wanted, 1, -1);
        }
        else if (error != Interrupted)
        {
            throw new IOException(new Win32Exception(error).Message);
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemRead(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemWrite(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SystemPoll(ref Waited waited, nuint count, int milliseconds);

    /// <summary>The kernel's <c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Waited(int Descriptor, short Events, short Happened);
}
