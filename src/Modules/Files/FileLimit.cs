// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.Win32.SafeHandles;
using ModuleHost;

namespace Modules.Files;

/// <summary>
/// Writing to files that may grow no more, by the limit of the process or of the file system. The runtime calls that a wrong argument;
/// who writes expects that writing fails as it does where the disk is full.
/// </summary>
internal static class FileLimit
{
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> content, long at)
    {
        try
        {
            RandomAccess.Write(file, content, at);
        }
        catch (ArgumentOutOfRangeException limit)
        {
            throw Reached(limit);
        }
    }

    /// <summary>Nothing of it is kept back.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(FileStream file, ReadOnlySpan<byte> content)
    {
        try
        {
            file.Write(content);
            file.Flush();
        }
        catch (ArgumentOutOfRangeException limit)
        {
            throw Reached(limit);
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        try
        {
            await file.WriteAsync(content, ct);
            await file.FlushAsync(ct);
        }
        catch (ArgumentOutOfRangeException limit)
        {
            throw Reached(limit);
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task CopyAsync(Stream from, FileStream to, CancellationToken ct)
    {
        try
        {
            await from.CopyToAsync(to, ct);
            await to.FlushAsync(ct);
        }
        catch (ArgumentOutOfRangeException limit)
        {
            throw Reached(limit);
        }
    }

    private static IOException Reached(ArgumentOutOfRangeException limit) => new("File too large", limit) { HResult = FullDisk.TooLarge };
}
