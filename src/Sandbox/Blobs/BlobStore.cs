// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;

namespace Sandbox.Blobs;

/// <summary>Bytes by their sha256, as files of one directory.</summary>
internal sealed class BlobStore(string directory)
{
    public string Directory => directory;

    /// <summary>False also for what is no digest at all: upstreams name these, and a name must not lead out of the directory.</summary>
    public bool Has(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(sha256));

    public string PathOf(string sha256) => Path.Combine(directory, "artifact", sha256[..2], sha256[2..]);

    public Stream Open(string sha256) => File.OpenRead(PathOf(sha256));

    public async Task<(string Sha256, long Size)> AddAsync(Stream bytes, CancellationToken ct)
    {
        var temporary = Path.Combine(directory, "tmp", Guid.NewGuid().ToString("N"));
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var size = 0L;
            await using (var file = File.Create(temporary))
            {
                var buffer = new byte[81920];
                int read;
                while ((read = await bytes.ReadAsync(buffer, ct)) > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), ct);
                    size += read;
                }
            }

            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(PathOf(sha256))!);
            File.Move(temporary, PathOf(sha256), overwrite: true);

            return (sha256, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async Task<(string Sha256, long Size)> AddAsync(byte[] bytes, CancellationToken ct)
    {
        using var stream = new MemoryStream(bytes);

        return await AddAsync(stream, ct);
    }

    public void Remove(string sha256) => File.Delete(PathOf(sha256));
}
