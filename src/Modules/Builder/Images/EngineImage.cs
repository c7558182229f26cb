// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;
using Modules.Containers.Engine;

namespace Modules.Builder.Images;

/// <summary>An image of an engine under one of its names.</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">The image's id, without the word for its digest.</param>
/// <param name="Digests">Those of its manifest in the name's repository, as the engine saw them when it pulled or pushed it; empty for
/// one that is here only.</param>
/// <param name="Created">When it was built.</param>
/// <param name="Size">All its layers together, in bytes.</param>
internal sealed record EngineImage(ImageName Name, string Id, IReadOnlyList<string> Digests, DateTime Created, long Size)
{
    /// <summary>The images of an engine that the patterns mean, each under each of its names, by name.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="patterns">Any of them; none for all images.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IReadOnlyList<EngineImage>> ListAsync(
        DockerEngine engine, IReadOnlyList<ReferencePattern> patterns, CancellationToken ct)
    {
        var all = await engine.AskAsync(client => client.Images.ListImagesAsync(new ImagesListParameters(), ct));
        return [.. all.SelectMany(Named)
            .Where(image => patterns.Count == 0 || patterns.Any(pattern => pattern.Matches(image.Name)))
            .OrderBy(image => image.Name.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<EngineImage> Named(ImagesListResponse image) => (image.RepoTags ?? [])
        .Where(name => name != "<none>:<none>")
        .Select(ImageName.Parse)
        .Select(name => new EngineImage(
            name,
            ImageIds.Plain(image.ID),
            [.. (image.RepoDigests ?? []).Select(ImageName.Parse).Where(at => at.Repository == name.Repository).Select(at => at.Tag)],
            image.Created,
            image.Size));
}
