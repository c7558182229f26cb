// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.PulpServer;

/// <summary>What Pulp is told by its settings.</summary>
/// <param name="ContentOrigin">Where its clients find it.</param>
/// <param name="Others">Settings that have no option of their own.</param>
internal sealed record Settings(string ContentOrigin, JsonObject Others)
{
    public bool TokenAuthDisabled { get; init; } = true;

    public bool Analytics { get; init; }

    public IReadOnlyList<string>? AllowedContentChecksums { get; init; }

    public IReadOnlyList<string>? AllowedImportPaths { get; init; }

    public IReadOnlyList<string>? AllowedExportPaths { get; init; }
}
