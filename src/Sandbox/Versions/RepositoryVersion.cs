// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Frozen;
using Sandbox.Entities;

namespace Sandbox.Versions;

/// <summary>What a repository held at one time: a set of content units.</summary>
internal sealed record RepositoryVersion(Entity Repository, int Number, FrozenSet<ContentUnit> Content, DateTime Created)
{
    public string Id { get; init; } = Guid.CreateVersion7().ToString();

    /// <summary>Href of the version whose content this one began with, if it was not the one before it.</summary>
    public string? BaseVersion { get; init; }

    public FrozenSet<ContentUnit> Added { get; init; } = [];

    public FrozenSet<ContentUnit> Removed { get; init; } = [];

    public string Href => $"{Repository.Href}versions/{Number}/";

    public string Prn => $"prn:core.repositoryversion:{Id}";

    public IEnumerable<ContentUnit> OfType(string type) => Content.Where(unit => unit.Type == type);
}
