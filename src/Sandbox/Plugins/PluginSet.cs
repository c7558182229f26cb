// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Plugins;

/// <summary>What knows the content types: the API calls these and knows nothing of rpm, deb or containers.</summary>
internal sealed record PluginSet
{
    /// <summary>By the repository's path.</summary>
    public required IReadOnlyDictionary<string, SyncWork> Syncs { get; init; }

    /// <summary>By the publication's path.</summary>
    public required IReadOnlyDictionary<string, PublishWork> Publishers { get; init; }

    /// <summary>By the content's type.</summary>
    public required IReadOnlyDictionary<string, UploadReader> Readers { get; init; }

    /// <summary>By the content's type; most need none.</summary>
    public required IReadOnlyDictionary<string, Companions> Companions { get; init; }
}
