using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Sandbox.Upstream.Rpm;

namespace Sandbox.Content.Rpm;

/// <summary>primary.xml, filelists.xml and other.xml, from the fields we have of packages.</summary>
internal static class PackageMetadata
{
    private const string Common = "http://linux.duke.edu/metadata/common";
    private const string Rpm = "http://linux.duke.edu/metadata/rpm";
    private const string Filelists = "http://linux.duke.edu/metadata/filelists";
    private const string Other = "http://linux.duke.edu/metadata/other";

    /// <param name="count">How many there are.</param>
    /// <param name="packages">Their fields, by the path at which they are published.</param>
    public static byte[] Primary(int count, IEnumerable<(string Href, JsonObject Fields)> packages) => Write("metadata", Common, count, xml =>
    {
        foreach (var (href, package) in packages)
        {
            xml.WriteStartElement("package", Common);
            xml.WriteAttributeString("type", "rpm");
            WritePackage(xml, href, package);
            xml.WriteEndElement();
        }
    });

    public static byte[] FileLists(int count, IEnumerable<(string Href, JsonObject Fields)> packages) => Write("filelists", Filelists, count, xml =>
    {
        foreach (var (_, package) in packages)
        {
            WriteHead(xml, package, Filelists);
            WriteFiles(xml, package, Filelists, _ => true);
            xml.WriteEndElement();
        }
    });

    public static byte[] Others(int count, IEnumerable<(string Href, JsonObject Fields)> packages) => Write("otherdata", Other, count, xml =>
    {
        foreach (var (_, package) in packages)
        {
            WriteHead(xml, package, Other);
            foreach (var log in package["changelogs"] as JsonArray ?? [])
            {
                xml.WriteStartElement("changelog", Other);
                xml.WriteAttributeString("author", (string?)log![0]);
                xml.WriteAttributeString("date", log[1]!.ToString());
                xml.WriteString((string?)log[2]);
                xml.WriteEndElement();
            }

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

    private static void WriteFiles(XmlWriter xml, JsonObject package, string space, Func<string, bool> include)
    {
        foreach (var file in package["files"] as JsonArray ?? [])
        {
            var path = (string?)file![1] + (string?)file[2];
            if (include(path))
            {
                xml.WriteStartElement("file", space);
                if ((string?)file[0] is { Length: > 0 } type)
                {
                    xml.WriteAttributeString("type", type);
                }

                xml.WriteString(path);
                xml.WriteEndElement();
            }
        }
    }

    /// <summary>The files dependencies may name without the client reading filelists.xml, by createrepo's rule.</summary>
    private static bool IsPrimary(string path) =>
        path.StartsWith("/etc/", StringComparison.Ordinal) || path.Contains("bin/", StringComparison.Ordinal) || path == "/usr/lib/sendmail";

    private static void WriteHead(XmlWriter xml, JsonObject package, string space)
    {
        xml.WriteStartElement("package", space);
        xml.WriteAttributeString("pkgid", Text(package, "pkgId"));
        xml.WriteAttributeString("name", Text(package, "name"));
        xml.WriteAttributeString("arch", Text(package, "arch"));
        WriteVersion(xml, package, space);
    }

    private static void WriteVersion(XmlWriter xml, JsonObject package, string space)
    {
        xml.WriteStartElement("version", space);
        xml.WriteAttributeString("epoch", Text(package, "epoch"));
        xml.WriteAttributeString("ver", Text(package, "version"));
        xml.WriteAttributeString("rel", Text(package, "release"));
        xml.WriteEndElement();
    }

    private static void WriteNumbers(XmlWriter xml, string element, JsonObject package, params ReadOnlySpan<(string Attribute, string Field)> numbers)
    {
        xml.WriteStartElement(element, Common);
        foreach (var (attribute, field) in numbers)
        {
            xml.WriteAttributeString(attribute, Text(package, field));
        }

        xml.WriteEndElement();
    }

    private static byte[] Write(string root, string space, int count, Action<XmlWriter> packages) => XmlFile.Write(xml =>
    {
        xml.WriteStartElement(root, space);
        if (space == Common)
        {
            xml.WriteAttributeString("xmlns", "rpm", null, Rpm);
        }

        xml.WriteAttributeString("packages", count.ToString(CultureInfo.InvariantCulture));
        packages(xml);
        xml.WriteEndElement();
    });

    private static string Text(JsonObject package, string name) => package[name]?.ToString() ?? "";
}
