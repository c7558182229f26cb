// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Upstream.Deb;

/// <summary>A package's control fields under the names Pulp gives them.</summary>
internal static class PackageFields
{
    /// <summary>In Pulp's order; the control field has dashes for the underscores.</summary>
    public static readonly string[] Names =
    [
        "package", "source", "version", "architecture", "section", "priority", "origin", "tag", "bugs", "essential",
        "build_essential", "installed_size", "maintainer", "original_maintainer", "description", "description_md5", "homepage",
        "built_using", "auto_built_package", "multi_arch", "breaks", "conflicts", "depends", "recommends", "suggests", "enhances",
        "pre_depends", "provides", "replaces",
    ];

    public static JsonObject From(IReadOnlyDictionary<string, string> control, string relativePath)
    {
        var fields = new JsonObject { ["relative_path"] = relativePath };
        foreach (var name in Names)
        {
            fields[name] = control.GetValueOrDefault(name.Replace('_', '-'));
        }

        return fields;
    }

    /// <summary>The stanza of a Packages file.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Stanza(JsonObject fields) =>
        from name in Names
        where fields[name] is not null
        select KeyValuePair.Create(ControlName(name), fields[name]!.ToString());

    private static string ControlName(string name) => name == "description_md5"
        ? "Description-md5"
        : string.Join('-', name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
