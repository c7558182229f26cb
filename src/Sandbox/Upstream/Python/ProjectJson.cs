// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Upstream.Python;

/// <summary>A file that a Python index offers.</summary>
internal sealed record PythonFile(string Project, string Version, string FileName, string PackageType, string? Sha256, Uri Url);

/// <summary>A project as an index describes it at <c>pypi/NAME/json</c>: what Pulp syncs from. Pages of links alone do not do.</summary>
internal static class ProjectJson
{
    /// <summary>Its files; none where it is no such description.</summary>
    public static IEnumerable<PythonFile> Parse(string project, byte[] json, Uri page)
    {
        JsonNode? read;
        try
        {
            read = JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return [];
        }

        return
            from release in read?["releases"] as JsonObject ?? []
            from file in release.Value as JsonArray ?? []
            let name = (string?)file?["filename"]
            where name is not null
            select new PythonFile(
                project,
                release.Key,
                name,
                (string?)file["packagetype"] ?? "",
                (string?)file["digests"]?["sha256"],
                new Uri(page, (string?)file["url"] ?? name));
    }
}
