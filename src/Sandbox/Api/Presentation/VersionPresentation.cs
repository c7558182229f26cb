// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Versions;

namespace Sandbox.Api.Presentation;

/// <summary>A repository version, with the summary of its content by type.</summary>
internal sealed class VersionPresentation(PulpInstance pulp)
{
    private static readonly (string Since, string Name)[] Young =
        [("3.48", "pulp_last_updated"), ("3.63", "prn"), ("3.85", "vuln_report")];

    public JsonObject Show(RepositoryVersion version)
    {
        var shown = Everything(version);
        foreach (var (_, name) in Young.Where(young => !pulp.Release.Has(young.Since)))
        {
            shown.Remove(name);
        }

        return shown;
    }

    private JsonObject Everything(RepositoryVersion version) => new()
    {
        ["pulp_href"] = version.Href,
        ["prn"] = version.Prn,
        ["pulp_created"] = Clock.Show(version.Created),
        ["pulp_last_updated"] = Clock.Show(version.Created),
        ["number"] = version.Number,
        ["repository"] = version.Repository.Href,
        ["base_version"] = version.BaseVersion,
        ["content_summary"] = new JsonObject
        {
            ["added"] = Summary(version, version.Added, "repository_version_added"),
            ["removed"] = Summary(version, version.Removed, "repository_version_removed"),
            ["present"] = Summary(version, version.Content, "repository_version"),
        },
        ["vuln_report"] = $"{EntityType.Root}vuln_report/?repo_versions={version.Prn}",
    };

    public Row RowOf(RepositoryVersion version) => Row.Of(Show(version), version.Created.AddTicks(version.Number));

    private JsonObject Summary(RepositoryVersion version, IEnumerable<ContentUnit> units, string filter) => new(units
        .GroupBy(unit => unit.Type)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)new JsonObject
        {
            ["count"] = group.Count(),
            ["href"] = $"{ListHref(group.Key)}?{filter}={version.Href}",
        })));

    private string ListHref(string unitType) =>
        pulp.Schema.UnitTypes.TryGetValue(unitType, out var type) ? type.ListHref : $"{EntityType.Root}content/";
}
