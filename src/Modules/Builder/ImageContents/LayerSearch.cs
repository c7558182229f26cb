// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.IO.Compression;
using Modules.Http;
using ZstdSharp;

namespace Modules.Builder.ImageContents;

/// <summary>Looks through the files of a layer, and inside those that are packed themselves.</summary>
/// <param name="search">Looks for the needles.</param>
internal sealed class LayerSearch(NeedleSearch search)
{
    /// <summary>How deep archives within archives are opened: a layer that is packed, and a packed file in it.</summary>
    private const int Deepest = 3;

    /// <summary>What is found in a layer, packed or not.</summary>
    public Task<IReadOnlyList<Finding>> InAsync(Stream layer, CancellationToken ct) => InAsync(layer, "", 0, isUnpacked: false, ct);

    private async Task<IReadOnlyList<Finding>> InAsync(Stream stream, string path, int depth, bool isUnpacked, CancellationToken ct)
    {
        await using var seen = await Content.OpenAsync(stream, ct);
        return (depth < Deepest ? seen.Kind : ContentKind.Other) switch
        {
            ContentKind.Gzip => await UnpackedAsync(seen.Bytes, Gunzipped, path, depth, ct),
            ContentKind.Zstd => await UnpackedAsync(seen.Bytes, packed => new DecompressionStream(packed), path, depth, ct),
            ContentKind.Tar when path.Length == 0 => await FilesAsync(seen.Bytes, depth, ct),
            _ => await BytesAsync(seen.Bytes, path, isUnpacked, ct),
        };
    }

    /// <param name="bytes">What is looked through.</param>
    /// <param name="path">Whose they are.</param>
    /// <param name="isUnpacked">Whether they come out of a packed file, which may be a part of one only.</param>
    /// <param name="ct">Stops it.</param>
    private async Task<IReadOnlyList<Finding>> BytesAsync(Stream bytes, string path, bool isUnpacked, CancellationToken ct)
    {
        var scan = search.Scan();
        try
        {
            await scan.ReadAsync(bytes, ct);
        }
        catch (Exception odd) when (isUnpacked && IsNotPacked(odd))
        {
            // What could be unpacked was looked through.
        }

        return [.. scan.Found.Select(needle => At(needle, path))];
    }

    private static GZipStream Gunzipped(Stream packed) => new(packed, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>The packed bytes are looked through as they are, too: the packed file's own name stands there, and a file may only begin
    /// like a packed one.</summary>
    private async Task<IReadOnlyList<Finding>> UnpackedAsync(
        Stream packed, Func<Stream, Stream> unpack, string path, int depth, CancellationToken ct)
    {
        var isFile = path.Length > 0;
        var scan = search.Scan();
        await using var passing = new ForwardStream(packed) { Seen = scan.Take };
        await using var unpacked = unpack(passing);
        IReadOnlyList<Finding> found = [];
        try
        {
            found = await InAsync(unpacked, path, depth + 1, isFile, ct);
        }
        catch (Exception odd) when (isFile && IsNotPacked(odd))
        {
            // It only begins like one.
        }

        if (!isFile)
        {
            return found;
        }

        await passing.CopyToAsync(Stream.Null, ct); // what the packing left
        return [.. found, .. scan.Found.Select(needle => At(needle, path))];
    }

    private static bool IsNotPacked(Exception odd) => odd is InvalidDataException or EndOfStreamException or ZstdException;

    private async Task<IReadOnlyList<Finding>> FilesAsync(Stream layer, int depth, CancellationToken ct)
    {
        List<Finding> found = [];
        await using var archive = new TarReader(layer);
        while (await archive.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            var path = $"/{ArchivePath.Of(entry.Name)}";
            found.AddRange(search.In(Words(entry, path)).Select(needle => At(needle, path)));
            if (entry.DataStream is { } data)
            {
                found.AddRange(await InAsync(data, path, depth + 1, isUnpacked: false, ct));
            }
        }

        return [.. found.DistinctBy(finding => (finding.Needle.Name, finding.Path))];
    }

    /// <summary>What an archive says of a file beside its content: extended attributes are among it.</summary>
    private static string Words(TarEntry entry, string path)
    {
        var attributes = entry switch
        {
            PaxTarEntry file => file.ExtendedAttributes,
            PaxGlobalExtendedAttributesTarEntry all => all.GlobalExtendedAttributes,
            _ => null,
        };
        var owner = entry as PosixTarEntry;
        var more = (attributes ?? new Dictionary<string, string>()).Select(each => $"{each.Key}={each.Value}");
        return string.Join('\n', [path, entry.LinkName, owner?.UserName, owner?.GroupName, .. more]);
    }

    private static Finding At(FoundNeedle needle, string path) => new(needle, FoundIn.Layer, path);
}
