// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.IO.Compression;
using ZstdSharp;

namespace Modules.Builder.ImageContents;

/// <summary>Looks through the files of a layer, and inside those that are packed themselves.</summary>
/// <param name="search">Looks for the needles.</param>
internal sealed class LayerSearch(NeedleSearch search)
{
    /// <summary>How deep archives within archives are opened: a layer that is packed, and a packed file in it.</summary>
    private const int Deepest = 3;

    /// <summary>What is found in a layer, packed or not.</summary>
    public Task<IReadOnlyList<Finding>> InAsync(Stream layer, CancellationToken ct) => InAsync(layer, "", 0, ct);

    private async Task<IReadOnlyList<Finding>> InAsync(Stream stream, string path, int depth, CancellationToken ct)
    {
        await using var seen = await Content.OpenAsync(stream, ct);
        return (depth < Deepest ? seen.Kind : ContentKind.Other) switch
        {
            ContentKind.Gzip => await UnpackedAsync(new GZipStream(seen.Bytes, CompressionMode.Decompress), path, depth, ct),
            ContentKind.Zstd => await UnpackedAsync(new DecompressionStream(seen.Bytes), path, depth, ct),
            ContentKind.Tar when path.Length == 0 => await FilesAsync(seen.Bytes, depth, ct),
            _ => [.. (await search.InAsync(seen.Bytes, ct)).Select(needle => At(needle, path))],
        };
    }

    private async Task<IReadOnlyList<Finding>> UnpackedAsync(Stream unpacked, string path, int depth, CancellationToken ct)
    {
        await using (unpacked)
        {
            try
            {
                return await InAsync(unpacked, path, depth + 1, ct);
            }
            catch (Exception odd) when (path.Length > 0 && odd is InvalidDataException or EndOfStreamException or ZstdException)
            {
                return []; // a file that only begins like a packed one
            }
        }
    }

    private async Task<IReadOnlyList<Finding>> FilesAsync(Stream layer, int depth, CancellationToken ct)
    {
        List<Finding> found = [];
        await using var archive = new TarReader(layer);
        while (await archive.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            var path = $"/{entry.Name.TrimStart('.').TrimStart('/')}";
            found.AddRange(search.In($"{path}\n{entry.LinkName}").Select(needle => At(needle, path)));
            if (entry.DataStream is { } data)
            {
                found.AddRange(await InAsync(data, path, depth + 1, ct));
            }
        }

        return [.. found.DistinctBy(finding => (finding.Needle.Name, finding.Path))];
    }

    private static Finding At(FoundNeedle needle, string path) => new(needle, FoundIn.Layer, path);
}
