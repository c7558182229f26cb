// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;
using static Sandbox.Publishers.Rpm.PackageElements;

namespace Sandbox.Publishers.Rpm;

/// <summary>filelists.xml and other.xml: packages' files and changelogs.</summary>
internal static class PackageLists
{
    private const string FilesSpace = "http://linux.duke.edu/metadata/filelists";
    private const string OtherSpace = "http://linux.duke.edu/metadata/other";

    public static byte[] Files(int count, IEnumerable<(string Href, JsonObject Fields)> packages) =>
        WriteFile("filelists", FilesSpace, count, xml =>
    {
        foreach (var (_, package) in packages)
        {
            WriteHead(xml, package, FilesSpace);
            WriteFiles(xml, package, FilesSpace, _ => true);
            xml.WriteEndElement();
        }
    });

    public static byte[] Others(int count, IEnumerable<(string Href, JsonObject Fields)> packages) =>
        WriteFile("otherdata", OtherSpace, count, xml =>
    {
        foreach (var (_, package) in packages)
        {
            WriteHead(xml, package, OtherSpace);
            foreach (var log in package["changelogs"] as JsonArray ?? [])
            {
                xml.WriteStartElement("changelog", OtherSpace);
                xml.WriteAttributeString("author", (string?)log![0]);
                xml.WriteAttributeString("date", log[1]!.ToString());
                xml.WriteString((string?)log[2]);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    });

    private static void WriteHead(XmlWriter xml, JsonObject package, string space)
    {
        xml.WriteStartElement("package", space);
        xml.WriteAttributeString("pkgid", Text(package, "pkgId"));
        xml.WriteAttributeString("name", Text(package, "name"));
        xml.WriteAttributeString("arch", Text(package, "arch"));
        WriteVersion(xml, package, space);
    }
}
