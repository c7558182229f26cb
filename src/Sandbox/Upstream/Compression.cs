// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace Sandbox.Upstream;

/// <summary>Unpacks index files by what they are, not by what they are called.</summary>
internal static class Compression
{
    public static async Task<byte[]> UnpackAsync(byte[] packed, string name, CancellationToken ct)
    {
        var source = new MemoryStream(packed);
        try
        {
            await using var stream = Opened(packed, source);
            var plain = new MemoryStream();
            await stream.CopyToAsync(plain, ct);
            return plain.ToArray();
        }
        catch (Exception odd) when (odd is not OperationCanceledException)
        {
            // The libraries run into whatever is wrong with the bytes in many ways, and there is nothing here but bytes.
            throw new UpstreamException($"Cannot read {name}: {odd.Message}");
        }
    }

    public static byte[] Zstd(byte[] plain)
    {
        using var zstd = new Compressor();
        return zstd.Wrap(plain).ToArray();
    }

    private static Stream Opened(byte[] packed, MemoryStream source) => packed switch
    {
        [0x1f, 0x8b, ..] => new GZipStream(source, CompressionMode.Decompress),
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => new XZStream(source),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => new DecompressionStream(source),
        [(byte)'B', (byte)'Z', (byte)'h', ..] => BZip2Stream.Create(source, SharpCompress.Compressors.CompressionMode.Decompress, true),
        _ => source,
    };
}
