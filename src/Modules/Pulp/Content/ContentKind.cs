// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Entities;

namespace Modules.Pulp.Content;

/// <summary>A kind of content that comes out of one file, as data.</summary>
/// <param name="ModuleName">The module that manages it.</param>
/// <param name="Path">Its collection below the API's path.</param>
/// <param name="Singular">The result key of one.</param>
/// <param name="Plural">The result key of a list.</param>
internal sealed record ContentKind(string ModuleName, string Path, string Singular, string Plural)
{
    /// <summary>What people call one.</summary>
    public required string Noun { get; init; }

    /// <summary>The repositories it lives in.</summary>
    public required Entity Repository { get; init; }

    /// <summary>Where in a repository it lies; null for content that knows its place by itself.</summary>
    public Argument<string?>? RelativePath { get; init; }

    /// <summary>The server is told the file's digest, and checks it.</summary>
    public bool SendsDigest { get; init; }
}
