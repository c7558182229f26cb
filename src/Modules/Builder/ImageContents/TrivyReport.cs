// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Modules.Http;

namespace Modules.Builder.ImageContents;

/// <summary>What trivy writes of an image with <c>--format json</c>.</summary>
internal static class TrivyReport
{
    /// <summary>The vulnerabilities, the worst first; null where this is no report.</summary>
    public static IReadOnlyList<JsonObject>? Read(string written)
    {
        if (JsonNodes.Parse(Encoding.UTF8.GetBytes(written)) is not JsonObject report)
        {
            return null;
        }

        return [.. (report["Results"] as JsonArray ?? []).OfType<JsonObject>()
            .SelectMany(target => (target["Vulnerabilities"] as JsonArray ?? []).OfType<JsonObject>())
            .OrderBy(each => Array.IndexOf(Severities, JsonNodes.Text(each, "Severity")) is >= 0 and var rank ? rank : Severities.Length)
            .Select(Told)];
    }

    /// <summary>trivy's words, the worst first.</summary>
    public static readonly string[] Severities = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"];

    private static JsonObject Told(JsonObject each) => new()
    {
        ["id"] = JsonNodes.Text(each, "VulnerabilityID"),
        ["severity"] = JsonNodes.Text(each, "Severity"),
        ["package"] = JsonNodes.Text(each, "PkgName"),
        ["installed"] = JsonNodes.Text(each, "InstalledVersion"),
        ["fixed"] = JsonNodes.Text(each, "FixedVersion"),
    };
}
