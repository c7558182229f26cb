// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Http;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>A file of a Python project, as the project's description lists it.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Type">Such as sdist or bdist_wheel.</param>
/// <param name="Sha256">Its checksum.</param>
/// <param name="Version">Of the release it belongs to.</param>
internal sealed partial record ProjectFile(string Name, string Type, string Sha256, string Version)
{
    /// <summary>As Python's versions say it: a letter behind a number, and not in what follows a plus.</summary>
    public bool IsPrerelease => Prerelease().IsMatch(Version.Split('+')[0]);

    /// <exception cref="InvalidDataException">It is no description of a project.</exception>
    public static IReadOnlyList<ProjectFile> Read(byte[] description) =>
        JsonNodes.Parse(description) is JsonObject project && project["releases"] is JsonObject releases
            ? [.. releases.SelectMany(release => Files(release.Value).Select(file => Of(release.Key, file)))]
            : throw new InvalidDataException("It has no releases.");

    private static IEnumerable<JsonObject> Files(JsonNode? release) => (release as JsonArray ?? []).OfType<JsonObject>();

    private static ProjectFile Of(string version, JsonObject file) => new(
        Text(file["filename"]), Text(file["packagetype"]), Text((file["digests"] as JsonObject)?["sha256"]), version);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    [GeneratedRegex(@"[0-9][-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?[0-9]*(?:$|[-_.])", RegexOptions.IgnoreCase)]
    private static partial Regex Prerelease();
}
