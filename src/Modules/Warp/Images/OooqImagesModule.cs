// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Warp.Images;

/// <summary>Gives images the names that quickstart looks for in its cache, once their sums are right.</summary>
internal sealed class OooqImagesModule : IModule
{
    public string Name => "oooq_images";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } =
        new([ImageArguments.Cache, ImageArguments.Images, ImageArguments.Md5, ImageArguments.LatestNames]) { SkipsEmptyVariables = true };

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var names = (run.Get(ImageArguments.Images) ?? []).Select(CachedImage.Named).Distinct(StringComparer.Ordinal).ToList();
        var cache = run.Get(ImageArguments.Cache);
        try
        {
            using var folder = FolderHandle.Open(cache);
            return await TakeAsync(run, new ImageFolder(folder), folder.Path, names, ct);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"See to it that imagecache '{cache}' is there and that this user may write in it: {failure.Message}", failure);
        }
    }

    /// <summary>All sums are taken before the first name is given.</summary>
    private static async Task<ModuleResult> TakeAsync(
        Invocation run, ImageFolder folder, string path, IReadOnlyList<string> names, CancellationToken ct)
    {
        var policy = run.Get(ImageArguments.Md5)!;
        List<(CachedImage Image, string Sum, bool IsTold)> images = [];
        foreach (var name in names)
        {
            var (sum, isTold) = await folder.SumAsync(name, policy, ct);
            images.Add((CachedImage.Of(name, sum, run.Get(ImageArguments.LatestNames) ?? []), sum, isTold));
        }

        if (images.GroupBy(each => each.Image.Latest).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ModuleException(
                $"Give the images {string.Join(" and ", twice.Select(each => each.Image.File))} different names in latest_names: "
                    + $"both are {twice.Key}.");
        }

        var (shown, before, after, changed) = (new JsonObject(), new JsonObject(), new JsonObject(), false);
        foreach (var (image, sum, isTold) in images)
        {
            var isCached = await folder.IsCachedAsync(image, sum, looks: policy != ImageArguments.Trust, ct);
            var isLatest = folder.IsLatest(image);
            changed |= !isTold || !isCached || !isLatest;
            shown[image.File] = new JsonObject
            {
                ["md5"] = sum,
                ["path"] = Path.Combine(path, image.Cached),
                ["latest"] = Path.Combine(path, image.Latest),
            };
            before[image.File] = Names(isTold, isCached ? image.Cached : null, isLatest ? image.Latest : null);
            after[image.File] = Names(true, image.Cached, image.Latest);
            if (!run.CheckMode)
            {
                Make(folder, image, isTold ? null : sum, isCached, isLatest);
            }
        }

        return new(changed) { Values = new JsonObject { ["images"] = shown }, Difference = changed ? new(before, after) : null };
    }

    private static void Make(ImageFolder folder, CachedImage image, string? sum, bool isCached, bool isLatest)
    {
        if (sum is not null)
        {
            folder.WriteSum(image.File, sum);
        }

        if (!isCached)
        {
            folder.MakeCached(image);
        }

        if (!isLatest)
        {
            folder.MakeLatest(image);
        }
    }

    private static JsonObject Names(bool isTold, string? cached, string? latest) =>
        new() { ["md5"] = isTold, ["cached"] = cached, ["latest"] = latest };
}
