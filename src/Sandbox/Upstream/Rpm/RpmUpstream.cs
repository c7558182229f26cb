// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Sandbox.Upstream.Rpm;

/// <summary>An RPM repository on a web server.</summary>
internal sealed partial class RpmUpstream(UpstreamClient client, Uri root, Repomd repomd)
{
    public Uri Root => root;

    public Repomd Repomd => repomd;

    /// <summary>Finds the repository at a remote's URL, or at the first mirror that answers if the URL is a list of them.</summary>
    public static async Task<RpmUpstream> FindAsync(UpstreamClient client, Uri url, CancellationToken ct)
    {
        try
        {
            return await AtAsync(client, url, ct);
        }
        catch (UpstreamException e) when (e.Status is not null)
        {
            return await MirrorAsync(client, url, ct);
        }
    }

    /// <summary>A metadata file as it lies there, checked against repomd.xml.</summary>
    public async Task<byte[]> ReadAsync(RepomdRecord record, CancellationToken ct)
    {
        var url = new Uri(root, record.Href);
        var bytes = await client.ReadAsync(url, ct);
        if (Algorithm(record.ChecksumType) is { } algorithm
            && Convert.ToHexStringLower(CryptographicOperations.HashData(algorithm, bytes)) is var actual
            && !actual.Equals(record.Checksum, StringComparison.OrdinalIgnoreCase))
        {
            throw UpstreamException.WrongDigest(url, record.Checksum, actual);
        }

        return bytes;
    }

    public async Task<byte[]> ReadUnpackedAsync(RepomdRecord record, CancellationToken ct) =>
        await Compression.UnpackAsync(await ReadAsync(record, ct), record.Href, ct);

    private static HashAlgorithmName? Algorithm(string type) => type switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        "sha" or "sha1" => HashAlgorithmName.SHA1,
        "md5" => HashAlgorithmName.MD5,
        _ => null,
    };

    private static async Task<RpmUpstream> AtAsync(UpstreamClient client, Uri url, CancellationToken ct)
    {
        var root = new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        return new(client, root, Repomd.Parse(await client.ReadAsync(new(root, "repodata/repomd.xml"), ct)));
    }

    private static async Task<RpmUpstream> MirrorAsync(UpstreamClient client, Uri url, CancellationToken ct)
    {
        var list = Encoding.UTF8.GetString(await client.ReadAsync(new(url.AbsoluteUri.TrimEnd('/')), ct));
        foreach (Match mirror in Mirror().Matches(list))
        {
            try
            {
                return await AtAsync(client, new(mirror.Groups[1].Value.Trim()), ct);
            }
            catch (UpstreamException)
            {
                // The next one may do.
            }
        }

        throw new UpstreamException($"An invalid remote URL was provided: {url}");
    }

    [GeneratedRegex(@"^(?:[\w\s=]+\s)?(https?://\S+)", RegexOptions.Multiline)]
    private static partial Regex Mirror();
}
