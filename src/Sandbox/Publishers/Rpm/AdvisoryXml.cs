// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;

namespace Sandbox.Publishers.Rpm;

/// <summary>updateinfo.xml from the fields of advisories.</summary>
internal static class AdvisoryXml
{
    public static byte[] Write(IEnumerable<JsonObject> advisories) => XmlFile.Write(xml =>
    {
        xml.WriteStartElement("updates");
        foreach (var advisory in advisories)
        {
            WriteUpdate(xml, advisory);
        }

        xml.WriteEndElement();
    });

    private static void WriteUpdate(XmlWriter xml, JsonObject advisory)
    {
        xml.WriteStartElement("update");
        WriteAttributes(xml, advisory, ("from", "fromstr"), ("status", "status"), ("type", "type"), ("version", "version"));
        xml.WriteElementString("id", Text(advisory, "id"));
        xml.WriteElementString("title", Text(advisory, "title"));
        foreach (var date in (ReadOnlySpan<string>)["issued", "updated"])
        {
            xml.WriteStartElement(date);
            xml.WriteAttributeString("date", Text(advisory, date + "_date"));
            xml.WriteEndElement();
        }

        foreach (var name in (ReadOnlySpan<string>)["rights", "release", "pushcount", "severity", "summary", "description", "solution"])
        {
            if (Text(advisory, name) is { Length: > 0 } value)
            {
                xml.WriteElementString(name, value);
            }
        }

        xml.WriteStartElement("references");
        foreach (var reference in advisory["references"] as JsonArray ?? [])
        {
            xml.WriteStartElement("reference");
            WriteAttributes(xml, reference!.AsObject(), ("href", "href"), ("id", "ref_id"), ("type", "ref_type"), ("title", "title"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("pkglist");
        foreach (var collection in advisory["pkglist"] as JsonArray ?? [])
        {
            WriteCollection(xml, collection!.AsObject());
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCollection(XmlWriter xml, JsonObject collection)
    {
        xml.WriteStartElement("collection");
        xml.WriteAttributeString("short", Text(collection, "shortname"));
        xml.WriteElementString("name", Text(collection, "name"));
        foreach (var package in collection["packages"] as JsonArray ?? [])
        {
            xml.WriteStartElement("package");
            WriteAttributes(
                xml,
                package!.AsObject(),
                ("name", "name"),
                ("version", "version"),
                ("release", "release"),
                ("epoch", "epoch"),
                ("arch", "arch"),
                ("src", "src"));
            xml.WriteElementString("filename", Text(package.AsObject(), "filename"));
            if (Text(package.AsObject(), "sum") is { Length: > 0 } sum)
            {
                xml.WriteStartElement("sum");
                xml.WriteAttributeString("type", Text(package.AsObject(), "sum_type"));
                xml.WriteString(sum);
                xml.WriteEndElement();
            }

            if ((bool?)package["reboot_suggested"] == true)
            {
                xml.WriteElementString("reboot_suggested", "True");
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteAttributes(XmlWriter xml, JsonObject from, params ReadOnlySpan<(string Attribute, string Field)> attributes)
    {
        foreach (var (attribute, field) in attributes)
        {
            if (from[field] is { } value)
            {
                xml.WriteAttributeString(attribute, value.ToString());
            }
        }
    }

    private static string Text(JsonObject from, string name) => from[name]?.ToString() ?? "";
}
