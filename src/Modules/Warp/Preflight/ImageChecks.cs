// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Checks;
using Modules.Warp.Images;

namespace Modules.Warp.Preflight;

/// <summary>Images with their checksums, and the files machines boot from, where the plays read them.</summary>
internal static class ImageChecks
{
    public static async Task<IReadOnlyList<Finding>> ImagesAsync(HostState host, CancellationToken ct)
    {
        var names = host.Run.Get(ImageArguments.Images) ?? [];
        if (host.ImageCache is not { } cache)
        {
            return [Check.NotOk("images", "IMAGECACHE is not set, so there are none", "Give imagecache, the folder with the images.")];
        }

        List<Finding> found = [];
        foreach (var name in names)
        {
            found.Add(await ImageAsync(Path.Combine(cache, CachedImage.Named(name)), ct));
        }

        return found;
    }

    private static async Task<Check> ImageAsync(string image, CancellationToken ct)
    {
        var what = $"image {Path.GetFileName(image)}";
        if (!Path.Exists(image))
        {
            return Check.NotOk(what, $"there is no {image}", "Put it into IMAGECACHE, with its .md5.");
        }

        var told = HostFile.Read(image + ImageChecksum.Suffix);
        if (told.Text is null)
        {
            return told.IsMissing
                ? Check.NotOk(what, $"there is no {told.Path}", "Put what the image's server has under this name beside it.")
                : Check.Unknown(what, told.Unread, "Run the check as root.");
        }

        if (ImageChecksum.FirstWord(told.Text) is not { } expected)
        {
            return Check.NotOk(what, $"the first word of {told.Path} is no MD5 sum", "Fetch it anew from the image's server.");
        }

        try
        {
            var actual = await ImageChecksum.OfAsync(image, ct);
            return actual == expected
                ? Check.Ok(what, $"{image} has the sum {actual} of its .md5")
                : Check.NotOk(
                    what, $"{image} has the sum {actual}, its .md5 says {expected}", "Fetch both anew: one of them is not whole.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Check.Unknown(what, $"{image} cannot be read ({failure.Message.TrimEnd('.')})", "Run the check as root.");
        }
    }

    /// <summary>In the folder the play reads, which is the cache; an older README puts them into the workspace.</summary>
    public static IEnumerable<Finding> BootFiles(HostState host)
    {
        var given = host.Run.Get(PreflightArguments.BootFilesPath);
        return (given is { Length: > 0 } ? given : host.ImageCache) is { } folder
            ? (host.Run.Get(PreflightArguments.BootFiles) ?? []).Select(name => (Finding)BootFile(host, folder, name))
            : [Check.NotOk("boot files", "IMAGECACHE is not set, so there are none", "Give imagecache, or boot_files_path.")];
    }

    private static Check BootFile(HostState host, string folder, string name)
    {
        var (what, path) = ($"boot file {name}", Path.Combine(folder, name));
        try
        {
            if (!Path.Exists(path))
            {
                var elsewhere = Path.Combine(host.Workspace, name);
                return Check.NotOk(
                    what,
                    File.Exists(elsewhere) ? $"there is no {path}, but {elsewhere}" : $"there is no {path}",
                    File.Exists(elsewhere)
                        ? "Move it to where the play reads it, or give boot_files_path."
                        : "Let oooq_boot_files take it out of the image.");
            }

            return BootMagic.Of(path) is { } kind && !kind.Belies(name)
                ? Check.Ok(what, $"{path} is {kind.Words}")
                : Check.NotOk(
                    what,
                    $"{path} is neither a kernel nor an initial file system, or not the one it is named for",
                    "Let oooq_boot_files take it out of the image anew.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Check.Unknown(what, $"{path} cannot be read ({failure.Message.TrimEnd('.')})", "Run the check as root.");
        }
    }
}
