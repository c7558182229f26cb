// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;
using Sandbox.Upstream.Rpm;
using static Sandbox.Publishers.Rpm.PackageElements;

namespace Sandbox.Publishers.Rpm;

/// <summary>primary.xml: what packages are, need and give, and where they are.</summary>
internal static class PrimaryXml
{
    private const string Common = "http://linux.duke.edu/metadata/common";
    private const string Rpm = "http://linux.duke.edu/metadata/rpm";

    /// <param name="count">How many there are.</param>
    /// <param name="packages">Their fields, by the path at which they are published.</param>
    public static byte[] Write(int count, IEnumerable<(string Href, JsonObject Fields)> packages) =>
        WriteFile("metadata", Common, count, xml =>
    {
        xml.WriteAttributeString("xmlns", "rpm", null, Rpm);
        foreach (var (href, package) in packages)
        {
            xml.WriteStartElement("package", Common);
            xml.WriteAttributeString("type", "rpm");
            WritePackage(xml, href, package);
            xml.WriteEndElement();
        }
    });

    private static void WritePackage(XmlWriter xml, string href, JsonObject package)
    {
        xml.WriteElementString("name", Common, Text(package, "name"));
        xml.WriteElementString("arch", Common, Text(package, "arch"));
        WriteVersion(xml, package, Common);
        xml.WriteStartElement("checksum", Common);
        xml.WriteAttributeString("type", Text(package, "checksum_type"));
        xml.WriteAttributeString("pkgid", "YES");
        xml.WriteString(Text(package, "pkgId"));
        xml.WriteEndElement();
        foreach (var name in (ReadOnlySpan<string>)["summary", "description"])
        {
            xml.WriteElementString(name, Common, Text(package, name));
        }

        xml.WriteElementString("packager", Common, Text(package, "rpm_packager"));
        xml.WriteElementString("url", Common, Text(package, "url"));
        WriteNumbers(xml, "time", package, ("file", "time_file"), ("build", "time_build"));
        WriteNumbers(xml, "size", package, ("package", "size_package"), ("installed", "size_installed"), ("archive", "size_archive"));
        xml.WriteStartElement("location", Common);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
        WriteFormat(xml, package);
    }

    private static void WriteFormat(XmlWriter xml, JsonObject package)
    {
        xml.WriteStartElement("format", Common);
        foreach (var name in (ReadOnlySpan<string>)["license", "vendor", "group", "buildhost", "sourcerpm"])
        {
            xml.WriteElementString("rpm", name, Rpm, Text(package, "rpm_" + name));
        }

        xml.WriteStartElement("rpm", "header-range", Rpm);
        xml.WriteAttributeString("start", Text(package, "rpm_header_start"));
        xml.WriteAttributeString("end", Text(package, "rpm_header_end"));
        xml.WriteEndElement();
        foreach (var relation in PackageXml.Relations)
        {
            WriteRelation(xml, relation, package[relation] as JsonArray ?? []);
        }

        WriteFiles(xml, package, Common, IsPrimary);
        xml.WriteEndElement();
    }

    private static void WriteRelation(XmlWriter xml, string relation, JsonArray entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("rpm", relation, Rpm);
        foreach (var entry in entries)
        {
            xml.WriteStartElement("rpm", "entry", Rpm);
            foreach (var (at, name) in (ReadOnlySpan<(int, string)>)[(0, "name"), (1, "flags"), (2, "epoch"), (3, "ver"), (4, "rel")])
            {
                if ((string?)entry![at] is { } value)
                {
                    xml.WriteAttributeString(name, value);
                }
            }

            if ((bool)entry![5]!)
            {
                xml.WriteAttributeString("pre", "1");
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>The files dependencies may name without the client reading filelists.xml, by createrepo's rule.</summary>
    private static bool IsPrimary(string path) =>
        path.StartsWith("/etc/", StringComparison.Ordinal)
            || path.Contains("bin/", StringComparison.Ordinal)
            || path == "/usr/lib/sendmail";

    private static void WriteNumbers(
        XmlWriter xml, string element, JsonObject package, params ReadOnlySpan<(string Attribute, string Field)> numbers)
    {
        xml.WriteStartElement(element, Common);
        foreach (var (attribute, field) in numbers)
        {
            xml.WriteAttributeString(attribute, Text(package, field));
        }

        xml.WriteEndElement();
    }
}
