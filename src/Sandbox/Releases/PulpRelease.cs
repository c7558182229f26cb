// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Releases;

/// <summary>The server we say we are: the versions of its components, and with them what it knows.</summary>
internal sealed record PulpRelease(string Name, IReadOnlyDictionary<string, Version> Components)
{
    /// <summary>The release whose schema the other ones are told apart from.</summary>
    public static PulpRelease Default { get; } =
        Of("3.105", "core 3.105.16 container 2.27.11 deb 3.9.1 rpm 3.35.3 python 3.28.0 certguard 3.105.16 file 3.105.16");

    public static IReadOnlyList<PulpRelease> All { get; } =
    [
        Of("3.21", "core 3.21.36 rpm 3.18.21 python 3.7.3 deb 2.20.4 container 2.14.16 file 1.11.3 certguard 1.6.6"),
        Of("3.49", "core 3.49.72 container 2.20.14 deb 3.2.1 rpm 3.26.9 certguard 3.49.72 file 3.49.72"),
        Default,
        Of("3.123", "core 3.123.1 container 2.30.0 certguard 3.123.1 file 3.123.1 deb 3.11.1 rpm 3.39.4 python 3.36.4"),
    ];

    /// <exception cref="FormatException">None of those we can be.</exception>
    public static PulpRelease Parse(string name) => All.FirstOrDefault(release => release.Name == name)
        ?? throw new FormatException($"--pulp-version can be {string.Join(", ", All.Select(release => release.Name))}, not '{name}'");

    /// <summary>Whether a component is there, and no older than this.</summary>
    public bool Has(string component, string since) =>
        Components.TryGetValue(component, out var version) && version >= Version.Parse(since);

    /// <summary>What came with this version of pulpcore, or an older one.</summary>
    public bool Has(string since) => Has("core", since);

    /// <summary>As exports tell it.</summary>
    public JsonArray Show() => new([.. Components.Select(component => (JsonNode?)new JsonObject
    {
        ["component"] = component.Key,
        ["version"] = component.Value.ToString(),
    })]);

    /// <summary>The package that brings a component; certificate guards and files came to pulpcore with time.</summary>
    public string PackageOf(string component) => component switch
    {
        "core" => "pulpcore",
        "file" or "certguard" when Components[component] == Components["core"] => "pulpcore",
        "deb" => "pulp_deb",
        _ => $"pulp-{component}",
    };

    private static PulpRelease Of(string name, string components)
    {
        var words = components.Split(' ').Chunk(2);

        return new PulpRelease(name, words.ToDictionary(pair => pair[0], pair => Version.Parse(pair[1])));
    }
}
