// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Http;

namespace Sandbox.Api.Transfer;

/// <summary>The files of an export: one tar or pieces of it, and beside them the table of contents with their checksums.</summary>
internal static partial class ExportFiles
{
    private const long MostBytes = 1L << 40;

    /// <summary>What "10MB" means.</summary>
    /// <exception cref="HttpProblemException">It means nothing.</exception>
    public static long? Size(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (SizeText().Match(text) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw HttpProblemException.Field("chunk_size", $"chunk_size '{text}' is not valid (valid units are B/KB/MB/GB/TB)");
        }

        var bytes = (long)(number * Math.Pow(1024, "BKMGT".IndexOf(match.Groups[2].Value.ToUpperInvariant()[0], StringComparison.Ordinal)));
        return bytes <= 0 ? throw HttpProblemException.Field("chunk_size", $"Chunk size {bytes} is not greater than zero!")
            : bytes > MostBytes
            ? throw HttpProblemException.Field("chunk_size", $"Chunk size in bytes {bytes} is greater than max-chunk-size {MostBytes}!")
            : bytes;
    }

    /// <summary>Cuts a tar into pieces if wanted, and writes the table of contents.</summary>
    /// <returns>Every file with its checksum; the table of contents is the last.</returns>
    public static async Task<IReadOnlyList<(string File, string Sha256)>> FinishAsync(string tar, long? pieceSize, CancellationToken ct)
    {
        List<(string File, string Sha256)> files = [];
        foreach (var file in pieceSize is { } size ? await CutAsync(tar, size, ct) : [tar])
        {
            files.Add((file, await HashAsync(file, ct)));
        }

        var meta = new JsonObject { ["checksum_type"] = "sha256" };
        if (pieceSize is { } chunk)
        {
            meta["chunk_size"] = chunk;
        }

        var contents = new JsonObject
        {
            ["meta"] = meta,
            ["files"] = new JsonObject(files.Select(each => KeyValuePair.Create(Path.GetFileName(each.File), (JsonNode?)each.Sha256))),
        };
        var toc = Path.ChangeExtension(tar, null) + "-toc.json";
        await File.WriteAllTextAsync(toc, contents.ToJsonString(), ct);
        return [.. files, (toc, await HashAsync(toc, ct))];
    }

    public static async Task<string> HashAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    private static async Task<List<string>> CutAsync(string tar, long size, CancellationToken ct)
    {
        List<string> pieces = [];
        var buffer = new byte[81920];
        await using (var whole = File.OpenRead(tar))
        {
            while (whole.Position < whole.Length)
            {
                pieces.Add($"{tar}.{pieces.Count:D4}");
                await using var piece = File.Create(pieces[^1]);
                for (var left = size;
                    left > 0 && await whole.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct) is > 0 and var read;
                    left -= read)
                {
                    await piece.WriteAsync(buffer.AsMemory(0, read), ct);
                }
            }
        }

        File.Delete(tar);
        return pieces;
    }

    [GeneratedRegex(@"^\s*([0-9.]+)\s*([KMGT]?B)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex SizeText();
}
