// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Builder.Images;

/// <summary>Which images of which engine, as every module of this room is told.</summary>
internal static class ImageArguments
{
    public static readonly Argument<IReadOnlyList<string>?> Reference = Argument.TextList("reference");

    public static IReadOnlyList<Argument> All => [Reference, .. EngineArguments.All];

    /// <summary>The images that the call means.</summary>
    public static Task<IReadOnlyList<EngineImage>> ListAsync(Invocation run, DockerEngine engine, CancellationToken ct) =>
        EngineImage.ListAsync(engine, [.. (run.Get(Reference) ?? []).Select(written => new ReferencePattern(written))], ct);

    /// <summary>The same, where none is a mistake.</summary>
    /// <exception cref="ModuleException">The engine has none of them.</exception>
    public static async Task<IReadOnlyList<EngineImage>> RequireAsync(Invocation run, DockerEngine engine, CancellationToken ct)
    {
        var images = await ListAsync(run, engine, ct);
        return images.Count > 0
            ? images
            : throw new ModuleException(
                $"Check reference, or build the images first: the engine has none that is {string.Join(" or ", Written(run))}.");
    }

    private static IEnumerable<string> Written(Invocation run) =>
        (run.Get(Reference) ?? []).Select(written => $"'{written}'").DefaultIfEmpty("there under a name");
}
