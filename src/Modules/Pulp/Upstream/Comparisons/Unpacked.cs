// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using ModuleHost;
using Modules.Http;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>
/// A packed file, unpacked while it is read. What cannot be unpacked is the upstream's fault, whatever a library says to it.
/// </summary>
internal static class Unpacked
{
    /// <param name="packed">What comes.</param>
    /// <param name="name">Its name, whose end says how it is packed.</param>
    /// <param name="largest">How many bytes there may be of it.</param>
    /// <exception cref="InvalidDataException">It does not begin as it should.</exception>
    public static Stream Of(Stream packed, string name, long largest = Limits.Unpacked)
    {
        try
        {
            return new ForwardStream(Opened(packed, Path.GetExtension(name))) { Explain = Explain }.AtMost(largest, name);
        }
        catch (Exception odd) when (Explain(odd) is { } explained)
        {
            throw explained;
        }

        // Libraries run into whatever is wrong with the bytes in many ways; a network that fails is no such thing.
        InvalidDataException? Explain(Exception odd) =>
            odd is EndOfStreamException or not (IOException or HttpRequestException or OperationCanceledException or ModuleException)
                ? new($"{name} cannot be unpacked: {odd.Message}", odd)
                : null;
    }

    private static Stream Opened(Stream packed, string packing) => packing switch
    {
        ".gz" => new GZipStream(packed, CompressionMode.Decompress),
        ".zst" => new DecompressionStream(packed),
        ".xz" => new XZStream(packed),
        ".bz2" => BZip2Stream.Create(packed, SharpCompress.Compressors.CompressionMode.Decompress, true),
        _ => packed,
    };
}
