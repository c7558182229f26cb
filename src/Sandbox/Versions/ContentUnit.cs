// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;

namespace Sandbox.Versions;

/// <summary>A package, a tag, a file: shared by all repository versions that hold it.</summary>
/// <param name="Type">As Pulp's content summary names it: "rpm.package", "deb.package", "container.tag", "file.file"…</param>
/// <param name="Key">The natural key; two units of one type and key are the same unit.</param>
/// <param name="Fields">What Pulp's content API shows, without pulp_href, prn, timestamps and labels, which the API adds.</param>
/// <param name="Blobs">Its files; none for metadata such as a deb release.</param>
internal sealed record ContentUnit(string Type, string Key, JsonObject Fields, IReadOnlyList<Blob> Blobs)
{
    public string Id { get; init; } = Guid.CreateVersion7().ToString();

    public DateTime Created { get; init; } = DateTime.UtcNow;

    /// <summary>
    /// Within one repository version there is one unit of a type with this key: a newer one pushes the older out. Null: no such rule.
    /// </summary>
    public string? RepositoryKey { get; init; }

    /// <summary>Identity is by type and natural key, as in Pulp's database.</summary>
    public bool Equals(ContentUnit? other) => other is not null && Type == other.Type && Key == other.Key;

    public override int GetHashCode() => HashCode.Combine(Type, Key);
}
