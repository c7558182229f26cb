// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Releases;

namespace Sandbox.Api.Validation;

/// <summary>A change somebody asks for: accepted values over what is there now.</summary>
/// <remarks>Nothing is there now when something new is to be made.</remarks>
internal sealed record Draft(EntityType Type, Entity? Current, JsonObject Values)
{
    public PulpRelease Release { get; init; } = PulpRelease.Default;

    /// <summary>The value after the change.</summary>
    public JsonNode? After(string name) =>
        Values.TryGetPropertyValue(name, out var wanted) ? wanted : Current?.Fields[name];

    public string? Text(string name) => Json.Values.Text(After(name));

    /// <summary>Whether anything would be other than it is.</summary>
    /// <remarks>References, and all of a container distribution, are changed whether they differ or not.</remarks>
    public bool Changes => Current is null
        || Values.Any(value => IsAlwaysChanged(value.Key, value.Value) || !Same(value.Value, Current.Fields[value.Key]));

    private bool IsAlwaysChanged(string name, JsonNode? value) => Type.Path == "distributions/container/container"
        || (value is not null && IsReference(name));

    private bool IsReference(string name) => (Type.Family == "distributions" && name is "repository" or "publication" or "content_guard")
        || (Type.Family is "repositories" or "acs" && name is "remote" or "paths" or "signing_service_release_overrides")
        || (Type.Family == "exporters" && name == "repositories");

    private static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);
}
