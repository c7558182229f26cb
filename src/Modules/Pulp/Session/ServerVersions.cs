// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Pulp.Session;

/// <summary>The versions of a server's parts, as its status tells them.</summary>
internal sealed class ServerVersions(JsonNode status)
{
    private readonly Dictionary<string, string> _components = status["versions"]!.AsArray().OfType<JsonObject>()
        .DistinctBy(each => (string?)each["component"])
        .ToDictionary(each => (string?)each["component"] ?? "", each => (string?)each["version"] ?? "");

    /// <summary>The version of a part of the server, as it says; null where it has no such part.</summary>
    public string? Of(string component) => _components.GetValueOrDefault(component);

    /// <summary>Whether a part of the server is of this version or newer.</summary>
    public bool Has(string component, Version least) => Version.TryParse(Numbers(Of(component) ?? ""), out var version) && version >= least;

    /// <summary>Of "3.105.0.dev" what can be compared.</summary>
    private static string Numbers(string version) =>
        new string([.. version.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')]).TrimEnd('.');
}
