// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Blobs;

/// <summary>
/// One file of a content unit. Its bytes are in <see cref="BlobStore"/> once <see cref="Sha256"/> is there, else upstream.
/// </summary>
internal sealed class Blob(string relativePath, string? sha256, long? size, Uri? url = null, string? remote = null)
{
    /// <summary>Where it stands in a published repository, if nothing else is said.</summary>
    public string RelativePath => relativePath;

    /// <summary>Unknown until downloaded where the upstream's metadata has no sha256.</summary>
    public string? Sha256 { get; set; } = sha256;

    public long? Size { get; set; } = size;

    /// <summary>Where to fetch it on demand.</summary>
    public Uri? Url { get; private set; } = url;

    /// <summary>Href of the remote with which to fetch it (credentials, TLS, policy).</summary>
    public string? Remote { get; private set; } = remote;

    /// <summary>Where an alternate content source has it, and the remote of that; asked first.</summary>
    public (Uri Url, string Remote)? Nearer { get; set; }

    /// <summary>
    /// A later sync may know more, and the remote of an earlier one may be gone. Pulp keeps all sources; the latest will do here.
    /// </summary>
    public void Learn(Blob later)
    {
        Sha256 ??= later.Sha256;
        Size ??= later.Size;
        Nearer = later.Nearer ?? Nearer;
        if (later.Url is not null)
        {
            (Url, Remote) = (later.Url, later.Remote);
        }
    }
}
