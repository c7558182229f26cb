// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;
using Modules.Files;

namespace Modules.Warp.Images;

/// <summary>The folder with the images, as quickstart lays it out.</summary>
/// <param name="folder">Open.</param>
internal sealed class ImageFolder(FolderHandle folder)
{
    /// <summary>An image's sum, as the policy wants it.</summary>
    /// <exception cref="ModuleException">The image or its sum is missing, or they do not belong together.</exception>
    public async Task<(string Sum, bool IsTold)> SumAsync(string file, string policy, CancellationToken ct)
    {
        var path = Path.Combine(folder.Path, file);
        if (folder.Look(file)?.Kind is not FileKind.File)
        {
            throw new ModuleException($"Put the image {file} and its .md5 into imagecache: there is no file {path}.");
        }

        var told = Told(file);
        if (told is null && policy != ImageArguments.Make)
        {
            throw new ModuleException(
                $"Put {path}.md5 there as the image's server has it, or set md5 to make: nothing tells the sum of {file}.");
        }

        if (told is not null && policy == ImageArguments.Trust)
        {
            return (told, true);
        }

        var actual = await ImageChecksum.OfAsync(path, ct);
        return told is null || told == actual
            ? (actual, told is not null)
            : throw new ModuleException(
                $"Fetch {file} and its .md5 anew: {path} has the MD5 sum {actual}, its .md5 says {told}. One of them is not whole.");
    }

    /// <summary>Whether the name by the sum is the image, or a whole copy of it.</summary>
    public async Task<bool> IsCachedAsync(CachedImage image, string sum, bool looks, CancellationToken ct)
    {
        var (original, cached) = (folder.Look(image.File)!, folder.Look(image.Cached));
        return cached?.Kind == FileKind.File && (cached.Place == original.Place
            || (cached.Size == original.Size
                && (!looks || await ImageChecksum.OfAsync(Path.Combine(folder.Path, image.Cached), ct) == sum)));
    }

    /// <summary>Whether the link leads to the name by the sum.</summary>
    /// <exception cref="ModuleException">Something that is no link has its name.</exception>
    public bool IsLatest(CachedImage image) => folder.Look(image.Latest) switch
    {
        null => false,
        { Kind: FileKind.Link } => folder.Target(image.Latest) == Target(image),
        _ => throw new ModuleException(
            $"Move {Path.Combine(folder.Path, image.Latest)} out of the way: quickstart has a link of this name, and this is none."),
    };

    public void WriteSum(string file, string sum) =>
        folder.Write(file + ImageChecksum.Suffix, Encoding.UTF8.GetBytes($"{sum}  {file}\n"));

    public void MakeCached(CachedImage image) => folder.Name(image.File, image.Cached);

    public void MakeLatest(CachedImage image) => folder.PointTo(image.Latest, Target(image));

    /// <summary>Quickstart's own links are absolute.</summary>
    private string Target(CachedImage image) => Path.Combine(folder.Path, image.Cached);

    private string? Told(string file)
    {
        var name = file + ImageChecksum.Suffix;
        if (folder.Look(name) is null)
        {
            return null;
        }

        using var reader = new StreamReader(new FileStream(folder.Read(name), FileAccess.Read));
        return ImageChecksum.FirstWord(reader.ReadLine() ?? "") ?? throw new ModuleException(
            $"Fetch {Path.Combine(folder.Path, name)} anew: its first word is no MD5 sum.");
    }
}
