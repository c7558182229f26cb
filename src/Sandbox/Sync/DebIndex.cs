// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Sandbox.Blobs;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Upstream.Deb;

namespace Sandbox.Sync;

/// <summary>Reads indexes of one distribution, in every form its Release file vouches for.</summary>
internal sealed class DebIndex(SyncSession session, ReleaseFile release, Uri root, string folder, ProgressReport downloading)
{
    /// <summary>Whether the Release file promises this index in any form.</summary>
    public bool IsListed(string path) =>
        release.Sha256.Keys.Any(file => file == path || file.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>The stored forms of an index, and its text unless none of them was there.</summary>
    /// <param name="path">Of the unpacked index, below the distribution's folder.</param>
    /// <param name="companions">Files beside it that belong to it.</param>
    public async Task<(IReadOnlyList<Blob> Blobs, byte[]? Text)> ReadAsync(string path, params string[] companions)
    {
        var blobs = new List<Blob>();
        byte[]? text = null;
        foreach (var form in (string[])[path, path + ".gz", path + ".xz", .. companions])
        {
            if (await TryReadAsync(form) is { } bytes)
            {
                blobs.Add(await session.KeepAsync(folder + form, bytes, Url(folder + form)));
                text ??= companions.Contains(form) ? null : await Compression.UnpackAsync(bytes, form, session.Canceled);
            }
        }

        return (blobs, text);
    }

    /// <summary>The file a package's paragraph names; paths there begin at the archive's root.</summary>
    public Blob File(IReadOnlyDictionary<string, string> control)
    {
        var file = control.GetValueOrDefault("Filename")
            ?? throw new UpstreamException($"The package {control.GetValueOrDefault("Package")} in {folder} has no Filename");
        var path = file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file;
        long? size = long.TryParse(control.GetValueOrDefault("Size"), CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
        return session.Upstream(path, control.GetValueOrDefault("SHA256"), size, Url(path));
    }

    public Uri Url(string path) => Url(root, path);

    /// <summary>A plus or a percent sign in a name means itself.</summary>
    public static Uri Url(Uri root, string path) =>
        new(root, path.Replace("%", "%25", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal));

    private async Task<byte[]?> TryReadAsync(string form)
    {
        // Flat repositories may have a Release file without checksums.
        if (!release.Sha256.TryGetValue(form, out var sum) && release.Sha256.Count > 0)
        {
            return null;
        }

        var url = Url(folder + form);
        if (await session.Client.TryReadAsync(url, session.Canceled) is not { } bytes)
        {
            return null;
        }

        downloading.Increment();
        return sum is null || Digest.Of(bytes) == sum ? bytes : throw UpstreamException.WrongDigest(url, sum, Digest.Of(bytes));
    }
}
