// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Tasks;

namespace Sandbox.Api.Transfer;

/// <summary>The table of contents of an export, and the files that lie beside it.</summary>
internal static class TableOfContents
{
    /// <summary>The files of an export in their order, each compared with its checksum.</summary>
    /// <exception cref="TaskFailedException">One is missing or damaged.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(string toc, CancellationToken ct)
    {
        if (!File.Exists(toc))
        {
            throw new TaskFailedException($"Missing import-chunks named in table-of-contents: {toc}.");
        }

        JsonObject files;
        try
        {
            files = JsonNode.Parse(await File.ReadAllBytesAsync(toc, ct))!["files"]!.AsObject();
        }
        catch (Exception problem) when (problem is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new TaskFailedException($"{toc} is no table of contents", problem);
        }

        var folder = Path.GetDirectoryName(toc)!;
        var missing = files.Select(file => file.Key).Where(name => !File.Exists(Path.Combine(folder, name))).ToList();
        if (missing.Count > 0)
        {
            throw new TaskFailedException($"Missing import-chunks named in table-of-contents: {string.Join(", ", missing)}.");
        }

        foreach (var (name, sha256) in files)
        {
            if (await ExportFiles.HashAsync(Path.Combine(folder, name), ct) is var found && found != (string?)sha256)
            {
                throw new TaskFailedException($"Import chunk hash mismatch: {name}, expected {sha256}, computed {found}.");
            }
        }

        return [.. files.Select(file => file.Key).Order(StringComparer.Ordinal).Select(name => Path.Combine(folder, name))];
    }

    /// <summary>The pieces of an export as one.</summary>
    public static async Task<FileStream> JoinAsync(IReadOnlyList<string> files, CancellationToken ct)
    {
        var joined = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        foreach (var file in files)
        {
            await using var piece = File.OpenRead(file);
            await piece.CopyToAsync(joined, ct);
        }

        joined.Position = 0;
        return joined;
    }
}
