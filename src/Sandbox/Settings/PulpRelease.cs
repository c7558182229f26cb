using System.Text.Json.Nodes;

namespace Sandbox.Settings;

/// <summary>The server we say we are: its components and their versions.</summary>
internal static class PulpRelease
{
    public static IReadOnlyList<(string Component, string Version, string Package)> Components { get; } =
    [
        ("core", "3.105.16", "pulpcore"),
        ("container", "2.27.11", "pulp-container"),
        ("deb", "3.9.1", "pulp_deb"),
        ("rpm", "3.35.3", "pulp-rpm"),
        ("python", "3.28.0", "pulp-python"),
        ("certguard", "3.105.16", "pulpcore"),
        ("file", "3.105.16", "pulpcore"),
    ];

    /// <summary>As exports tell it.</summary>
    public static JsonArray Show() => new([.. Components.Select(component => (JsonNode?)new JsonObject
    {
        ["component"] = component.Component,
        ["version"] = component.Version,
    })]);
}
