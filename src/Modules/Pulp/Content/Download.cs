// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;
using Modules.Files;
using Modules.Pulp.Api;

namespace Modules.Pulp.Content;

/// <summary>Downloads to a file beside the wanted one, going on where an earlier try
/// stopped, and moves it there when it is right.</summary>
internal sealed class Download(PulpApi api)
{
    private const int Tries = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1); // between two bytes

    /// <exception cref="ModuleException">It does not come, or is not what it should be.</exception>
    public async Task ToAsync(string href, string destination, string sha256, CancellationToken ct)
    {
        var part = $"{destination}.{sha256[..Math.Min(8, sha256.Length)]}.part";
        try
        {
            using var folder = FolderHandle.Open(Path.GetDirectoryName(Path.GetFullPath(destination))!);
            for (var attempt = 1; !await ContinueAsync(href, folder, Path.GetFileName(part), ct); attempt++)
            {
                if (attempt == Tries)
                {
                    throw new ModuleException(
                        $"{href} broke off {Tries} times. What came is kept in {part}; running the task again goes on from there.");
                }
            }

            var found = (await LocalFile.ReadAsync(part, null, long.MaxValue, ct)).Sha256;
            if (!string.Equals(found, sha256, StringComparison.OrdinalIgnoreCase))
            {
                folder.Remove(Path.GetFileName(part));
                throw new ModuleException($"File checksum mismatch. {href} came with sha256 {found}, not {sha256}.");
            }

            folder.Rename(Path.GetFileName(part), Path.GetFileName(destination));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Cannot write '{destination}': {failure.Message}", failure);
        }
    }

    /// <returns>Whether the end was reached.</returns>
    private async Task<bool> ContinueAsync(string href, FolderHandle folder, string part, CancellationToken ct)
    {
        await using var file = new FileStream(folder.Append(part), FileAccess.Write);
        var have = file.Length;
        using var response = await api.OpenAsync(href, have, ct);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return true; // all of it is here already
        }

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent;
        file.SetLength(goesOn ? have : 0);
        _ = file.Seek(0, SeekOrigin.End);

        try
        {
            await CopyAsync(await response.Content.ReadAsStreamAsync(ct), file, ct);
            return response.Content.Headers.ContentLength is not { } length || file.Length == (goesOn ? have : 0) + length;
        }
        catch (Exception broken) when (
            broken is HttpRequestException or HttpIOException || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <exception cref="OperationCanceledException">Nothing came for too long.</exception>
    private static async Task CopyAsync(Stream from, FileStream to, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var buffer = new byte[81920];
        while (true)
        {
            patience.CancelAfter(Patience);
            if (await from.ReadAsync(buffer, patience.Token) is not (> 0 and var read))
            {
                return;
            }

            await FileLimit.WriteAsync(to, buffer.AsMemory(0, read), ct);
        }
    }
}
