// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Sandbox.Versions;

namespace Sandbox.Upstream.Rpm;

/// <summary>updateinfo.xml: the advisories of a repository.</summary>
internal static class Advisories
{
    public static IEnumerable<ContentUnit> Parse(byte[] xml)
    {
        XDocument document;
        try
        {
            document = XDocument.Load(new MemoryStream(xml));
        }
        catch (XmlException e)
        {
            throw new UpstreamException($"Updateinfo XML parser error: Parse error '{e.Message}' at line: {e.LineNumber}");
        }

        return document.Root!.Elements("update").Select(Unit);
    }

    private static ContentUnit Unit(XElement update)
    {
        var id = Text(update, "id");
        var fields = new JsonObject
        {
            ["id"] = id,
            ["updated_date"] = (string?)update.Element("updated")?.Attribute("date") ?? "",
            ["description"] = Text(update, "description"),
            ["issued_date"] = (string?)update.Element("issued")?.Attribute("date") ?? "",
            ["fromstr"] = (string?)update.Attribute("from") ?? "",
            ["status"] = (string?)update.Attribute("status") ?? "",
            ["title"] = Text(update, "title"),
            ["summary"] = Text(update, "summary"),
            ["version"] = (string?)update.Attribute("version") ?? "",
            ["type"] = (string?)update.Attribute("type") ?? "",
            ["severity"] = Text(update, "severity"),
            ["solution"] = Text(update, "solution"),
            ["release"] = Text(update, "release"),
            ["rights"] = Text(update, "rights"),
            ["pushcount"] = Text(update, "pushcount"),
            ["pkglist"] = new JsonArray([.. update.Elements("pkglist").Elements("collection").Select(Collection)]),
            ["references"] = new JsonArray(
                [.. update.Elements("references").Elements("reference").Select(reference => (JsonNode)new JsonObject
            {
                ["href"] = (string?)reference.Attribute("href"),
                ["ref_id"] = (string?)reference.Attribute("id"),
                ["title"] = (string?)reference.Attribute("title"),
                ["ref_type"] = (string?)reference.Attribute("type"),
            })]),
            ["reboot_suggested"] = Flag(update, "reboot_suggested"),
        };
        return new("rpm.advisory", $"{id} {Digest.Of(fields)}", fields, []) { RepositoryKey = id };
    }

    private static JsonNode Collection(XElement collection) => new JsonObject
    {
        ["name"] = Text(collection, "name"),
        ["shortname"] = (string?)collection.Attribute("short") ?? "",
        ["module"] = null,
        ["packages"] = new JsonArray([.. collection.Elements("package").Select(package => (JsonNode)new JsonObject
        {
            ["arch"] = (string?)package.Attribute("arch"),
            ["epoch"] = (string?)package.Attribute("epoch") ?? "0",
            ["filename"] = Text(package, "filename"),
            ["name"] = (string?)package.Attribute("name"),
            ["reboot_suggested"] = Flag(package, "reboot_suggested"),
            ["relogin_suggested"] = Flag(package, "relogin_suggested"),
            ["restart_suggested"] = Flag(package, "restart_suggested"),
            ["release"] = (string?)package.Attribute("release"),
            ["src"] = (string?)package.Attribute("src"),
            ["sum"] = package.Element("sum")?.Value,
            ["sum_type"] = (string?)package.Element("sum")?.Attribute("type"),
            ["version"] = (string?)package.Attribute("version"),
        })]),
    };

    private static string Text(XElement element, string name) => element.Element(name)?.Value ?? "";

    private static bool Flag(XElement element, string name) => element.Element(name)?.Value is "" or "1" or "True" or "true";
}
