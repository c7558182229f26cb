// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Warp.Images;

/// <summary>An image and its names in quickstart's cache.</summary>
/// <param name="File">As it was downloaded.</param>
/// <param name="Cached">By its sum: what quickstart looks for.</param>
/// <param name="Latest">The link that leads there: what it takes where images are forced out of the cache.</param>
internal sealed record CachedImage(string File, string Cached, string Latest)
{
    /// <param name="file">A name in the cache, whose extension is the image's type.</param>
    /// <param name="sum">Its MD5 sum.</param>
    /// <param name="latestNames">Names that quickstart has for images, where they are not those of their files.</param>
    public static CachedImage Of(string file, string sum, JsonObject latestNames)
    {
        var (name, type) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        var called = latestNames[name] is { } given ? Called(name, given) : name;
        return new(file, sum + type, $"latest-{called}{type}");
    }

    private static string Called(string name, JsonNode given) =>
        given is JsonValue && given.ToString() is { Length: > 0 } text && !text.Contains('/', StringComparison.Ordinal)
            ? text
            : throw new ModuleException(
                $"Give names without folders in latest_names, as quickstart calls its images: that of {name} is '{given.ToJsonString()}'.");

    /// <exception cref="ModuleException">It is no name of an image.</exception>
    public static string Named(string file) =>
        file.Length > 0 && Path.GetFileName(file) == file && Path.GetExtension(file).Length > 1 && file[0] != '.'
            ? file
            : throw new ModuleException(
                $"Give names of files in imagecache in images, with their type, like undercloud.qcow2: '{file}' is none.");
}
