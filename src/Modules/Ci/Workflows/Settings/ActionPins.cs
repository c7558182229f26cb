// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.Workflows.Settings;

/// <summary>The versions of actions and images that workflows use.</summary>
/// <param name="Versions">By name.</param>
internal sealed record ActionPins(IReadOnlyDictionary<string, string> Versions)
{
    private static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["actions/checkout"] = "v4.2.0",
        ["docker/login-action"] = "v3.3.0",
        ["docker/setup-buildx-action"] = "v3.6.1",
        ["docker/build-push-action"] = "v6.7.0",
        ["actions/upload-artifact"] = "v4.4.0",
        ["actions/download-artifact"] = "v4.1.8",
        ["actions/github-script"] = "v7.0.1",
        ["mikepenz/action-junit-report"] = "db71d41eb79864e25ab0337e395c352e84523afe",
        ["docker"] = "27.3.1",
        ["moby/buildkit"] = "v0.16.0",
        ["buildx"] = "v0.17.1",
    };

    /// <exception cref="ModuleException">It names what no workflow uses.</exception>
    public static ActionPins Of(JsonObject? given)
    {
        var versions = new Dictionary<string, string>(Defaults);
        foreach (var (name, version) in given ?? [])
        {
            versions[name] = !Defaults.ContainsKey(name)
                ? throw new ModuleException($"actions has '{name}', which no workflow uses: {string.Join(", ", Defaults.Keys)}.")
                : version?.GetValueKind() == JsonValueKind.String && version.GetValue<string>() is { Length: > 0 } text
                ? text
                : throw new ModuleException($"actions has no version for '{name}': give it as a text.");
        }

        return new(versions);
    }

    /// <summary>The version.</summary>
    public string this[string name] => Versions[name];

    /// <summary>As a step uses it.</summary>
    public string Use(string action) => $"{action}@{Versions[action]}";
}
