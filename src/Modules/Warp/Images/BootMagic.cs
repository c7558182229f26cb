// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.Images;

/// <summary>What a machine boots from.</summary>
/// <param name="IsKernel">A kernel, or else an initial file system.</param>
/// <param name="Words">As messages speak of it.</param>
internal sealed record BootKind(bool IsKernel, string Words)
{
    /// <summary>Whether a file's name promises the other one.</summary>
    public bool Belies(string name) =>
        (name.Contains("vmlinu", StringComparison.Ordinal) && !IsKernel) || (name.Contains("initr", StringComparison.Ordinal) && IsKernel);
}

/// <summary>Kernels and initial file systems, told by how they begin.</summary>
internal static class BootMagic
{
    private const int Enough = 0x210;

    private static readonly (BootKind Kind, int At, byte[] Bytes)[] Known =
    [
        (new(true, "a kernel for x86"), 0x202, "HdrS"u8.ToArray()),
        (new(true, "a kernel for ARM"), 0x38, "ARMd"u8.ToArray()),
        (new(false, "an initial file system (cpio)"), 0, "070701"u8.ToArray()),
        (new(false, "an initial file system (cpio)"), 0, "070702"u8.ToArray()),
        (new(false, "an initial file system (gzip)"), 0, [0x1f, 0x8b]),
        (new(false, "an initial file system (xz)"), 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
        (new(false, "an initial file system (zstd)"), 0, [0x28, 0xb5, 0x2f, 0xfd]),
        (new(false, "an initial file system (lz4)"), 0, [0x02, 0x21, 0x4c, 0x18]),
        (new(false, "an initial file system (bzip2)"), 0, "BZh"u8.ToArray()),
    ];

    /// <summary>What a file is; null where it is neither.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static BootKind? Of(string path)
    {
        using var file = File.OpenRead(path);
        var begin = new byte[Enough];
        var read = file.ReadAtLeast(begin, Enough, throwOnEndOfStream: false);
        return Of(begin.AsSpan(0, read));
    }

    /// <summary>The same of the bytes it begins with.</summary>
    public static BootKind? Of(ReadOnlySpan<byte> begin)
    {
        foreach (var (kind, at, bytes) in Known)
        {
            if (begin.Length >= at + bytes.Length && begin.Slice(at, bytes.Length).SequenceEqual(bytes))
            {
                return kind;
            }
        }

        return null;
    }
}
