// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>What a module did.</summary>
/// <param name="Changed">Something was, or in check mode would be, changed.</param>
public sealed record ModuleResult(bool Changed)
{
    /// <summary>The module's own result keys.</summary>
    public JsonObject Values { get; init; } = [];

    /// <summary>Before and after; null where nothing changed.</summary>
    public Difference? Difference { get; init; }

    /// <summary>Before and after of several files, in the place of <see cref="Difference"/>.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];
}

/// <summary>A change, for <c>--diff</c>.</summary>
/// <param name="Before">Null for what did not exist.</param>
/// <param name="After">Null for what is gone.</param>
public sealed record Difference(JsonNode? Before, JsonNode? After)
{
    /// <summary>The file it is of; null for an object.</summary>
    public string? Of { get; init; }
}
