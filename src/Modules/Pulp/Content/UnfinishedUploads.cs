// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using Modules.Files;

namespace Modules.Pulp.Content;

/// <summary>
/// Remembers which upload of a file was begun on which server, in the user's cache, so that a task that was interrupted
/// goes on where it stopped. Pulp itself cannot tell what an upload will become. Losing the memory costs a new upload.
/// </summary>
/// <param name="server">Where Pulp is.</param>
internal sealed class UnfinishedUploads(Uri server)
{
    /// <summary>The upload begun for this file; null for none.</summary>
    public string? Find(LocalFile file) => Quietly(() => File.Exists(Note(file)) ? File.ReadAllText(Note(file)).Trim() : null);

    public void Remember(LocalFile file, string href) => Quietly(() =>
    {
        WholeFile.Write(Note(file), Encoding.UTF8.GetBytes(href), missing: WholeFile.ClosedFolder);
        return null;
    });

    public void Forget(LocalFile file) => Quietly(() =>
    {
        File.Delete(Note(file));
        return null;
    });

    private string Note(LocalFile file)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{server} {file.Sha256} {file.Size} {file.ChunkSize}"));
        return Path.Combine(cache, "kayobe-modules", "uploads", Convert.ToHexStringLower(identity));
    }

    private static string? Quietly(Func<string?> access)
    {
        try
        {
            return access();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
