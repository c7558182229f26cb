// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Versions;

namespace Sandbox.Api.Presentation;

/// <summary>Content units as Pulp's content API shows them.</summary>
internal sealed class UnitPresentation(PulpInstance pulp)
{
    private static readonly string[] Digests = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

    public static string Href(EntityType type, ContentUnit unit) => type.Href(unit.Id);

    public Row RowOf(ContentUnit unit, EntityType? shape = null)
    {
        var type = pulp.Schema.UnitTypes[unit.Type];

        return new(
            (shape ?? type).Fields.Where(field => !field.WriteOnly).Select(field => field.Name),
            unit.Created,
            name => Value(type, unit, name));
    }

    private JsonNode? Value(EntityType type, ContentUnit unit, string name) => name switch
    {
        "pulp_href" => Href(type, unit),
        "prn" => type.Prn(unit.Id),
        "pulp_created" or "pulp_last_updated" => Clock.Show(unit.Created),
        "artifact" => unit.Blobs is [{ } only] ? ArtifactOf(only)?.Href : null,
        "artifacts" => new JsonObject(unit.Blobs.Select(blob => KeyValuePair.Create(blob.RelativePath, (JsonNode?)ArtifactOf(blob)?.Href))),
        "relative_path" when !unit.Fields.ContainsKey(name) => unit.Blobs is [{ } only] ? only.RelativePath : null,
        "pulp_labels" => pulp.Store.Labels(unit),
        _ when Array.IndexOf(Digests, name) >= 0 && !unit.Fields.ContainsKey(name) => Digest(unit, name),
        _ => unit.Fields.TryGetPropertyValue(name, out var stored)
            ? stored
            : type.Fields.FirstOrDefault(field => field.Name == name)?.Default,
    };

    private string? Digest(ContentUnit unit, string name) => unit.Blobs is [{ } only]
        ? ArtifactOf(only)?.Digests.GetValueOrDefault(name) ?? (name == "sha256" ? only.Sha256 : null)
        : null;

    /// <summary>Content that was not downloaded yet has no artifact.</summary>
    private Artifact? ArtifactOf(Blob blob) => blob.Sha256 is { } sha256 ? pulp.Store.ArtifactOf(sha256) : null;
}
