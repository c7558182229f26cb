// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Entities;

/// <summary>One field of an entity, as Pulp's own schema describes it.</summary>
internal sealed record Field(string Name, string Kind)
{
    /// <summary>For a list: the kind of one item.</summary>
    public string? Items { get; init; }

    public bool Required { get; init; }

    public bool ReadOnly { get; init; }

    public bool WriteOnly { get; init; }

    public bool Nullable { get; init; }

    /// <summary>Refuses "".</summary>
    public bool NotBlank { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public int? MaxLength { get; init; }

    public JsonNode? Default { get; init; }

    /// <summary>Paths this field may point into ("remotes/rpm/"); empty: it is no reference.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
