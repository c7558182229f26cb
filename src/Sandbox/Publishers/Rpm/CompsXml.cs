// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;
using Sandbox.Versions;

namespace Sandbox.Publishers.Rpm;

/// <summary>comps.xml from groups, categories, environments and language packs.</summary>
internal static class CompsXml
{
    private static readonly string[] Requirements = ["default", "optional", "conditional", "mandatory"];

    public static byte[] Write(IReadOnlyCollection<ContentUnit> units) => XmlFile.Write(xml =>
    {
        xml.WriteStartElement("comps");
        foreach (var group in units.Where(unit => unit.Type == "rpm.packagegroup"))
        {
            WriteGroup(xml, group.Fields);
        }

        foreach (var category in units.Where(unit => unit.Type == "rpm.packagecategory"))
        {
            Open(xml, "category", category.Fields);
            WriteIds(xml, "grouplist", category.Fields["group_ids"]);
            xml.WriteEndElement();
        }

        foreach (var environment in units.Where(unit => unit.Type == "rpm.packageenvironment"))
        {
            Open(xml, "environment", environment.Fields);
            WriteIds(xml, "grouplist", environment.Fields["group_ids"]);
            WriteIds(xml, "optionlist", environment.Fields["option_ids"]);
            xml.WriteEndElement();
        }

        WriteLangpacks(xml, units.FirstOrDefault(unit => unit.Type == "rpm.packagelangpacks"));
        xml.WriteEndElement();
    });

    private static void WriteGroup(XmlWriter xml, JsonObject group)
    {
        Open(xml, "group", group);
        xml.WriteElementString("default", Flag(group, "default"));
        xml.WriteElementString("uservisible", Flag(group, "user_visible"));
        if ((bool?)group["biarch_only"] == true)
        {
            xml.WriteElementString("biarchonly", "true");
        }

        xml.WriteStartElement("packagelist");
        foreach (var package in group["packages"] as JsonArray ?? [])
        {
            xml.WriteStartElement("packagereq");
            xml.WriteAttributeString("type", Requirements[(int)package!["type"]!]);
            if ((string?)package["requires"] is { } requires)
            {
                xml.WriteAttributeString("requires", requires);
            }

            xml.WriteString((string?)package["name"]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>What the kinds have in common: id, name, description, each language of them, order.</summary>
    private static void Open(XmlWriter xml, string element, JsonObject fields)
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("id", (string?)fields["id"]);
        foreach (var name in (ReadOnlySpan<string>)["name", "description"])
        {
            xml.WriteElementString(name, (string?)fields[name]);
            foreach (var (language, text) in fields[name == "name" ? "name_by_lang" : "desc_by_lang"] as JsonObject ?? [])
            {
                xml.WriteStartElement(name);
                xml.WriteAttributeString("xml", "lang", null, language);
                xml.WriteString((string?)text);
                xml.WriteEndElement();
            }
        }

        if (fields["display_order"] is { } order)
        {
            xml.WriteElementString("display_order", order.ToString());
        }
    }

    private static void WriteIds(XmlWriter xml, string list, JsonNode? ids)
    {
        xml.WriteStartElement(list);
        foreach (var id in ids as JsonArray ?? [])
        {
            xml.WriteStartElement("groupid");
            if ((bool?)id!["default"] == true)
            {
                xml.WriteAttributeString("default", "true");
            }

            xml.WriteString((string?)id["name"]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteLangpacks(XmlWriter xml, ContentUnit? langpacks)
    {
        if (langpacks is null)
        {
            return;
        }

        xml.WriteStartElement("langpacks");
        foreach (var (name, install) in langpacks.Fields["matches"] as JsonObject ?? [])
        {
            xml.WriteStartElement("match");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("install", (string?)install);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Flag(JsonObject fields, string name) => (bool?)fields[name] == true ? "true" : "false";
}
