// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using Sandbox.Entities;

namespace Sandbox.Blobs;

/// <summary>An artifact: a stored blob with an id and its digests. Pulp allows neither md5 nor sha1 any more.</summary>
internal sealed record Artifact(string Id, DateTime Created, long Size, IReadOnlyDictionary<string, string> Digests)
{
    public string Sha256 => Digests["sha256"];

    public string Href => $"{EntityType.Root}artifacts/{Id}/";

    public static Artifact Of(BlobStore blobs, string sha256)
    {
        var sha224 = new Sha224();
        using var sha384 = IncrementalHash.CreateHash(HashAlgorithmName.SHA384);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        using var stream = blobs.Open(sha256);
        var buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            sha224.Append(buffer.AsSpan(0, read));
            sha384.AppendData(buffer, 0, read);
            sha512.AppendData(buffer, 0, read);
        }

        return new Artifact(Guid.CreateVersion7().ToString(), DateTime.UtcNow, stream.Length, new Dictionary<string, string>
        {
            ["sha224"] = sha224.Finish(),
            ["sha256"] = sha256,
            ["sha384"] = Convert.ToHexStringLower(sha384.GetHashAndReset()),
            ["sha512"] = Convert.ToHexStringLower(sha512.GetHashAndReset()),
        });
    }
}
