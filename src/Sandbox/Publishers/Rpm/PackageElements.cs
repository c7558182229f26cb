// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;

namespace Sandbox.Publishers.Rpm;

/// <summary>What primary.xml, filelists.xml and other.xml have in common.</summary>
internal static class PackageElements
{
    public static byte[] WriteFile(string root, string space, int count, Action<XmlWriter> packages) => XmlFile.Write(xml =>
    {
        xml.WriteStartElement(root, space);
        xml.WriteAttributeString("packages", count.ToString(CultureInfo.InvariantCulture));
        packages(xml);
        xml.WriteEndElement();
    });

    public static void WriteVersion(XmlWriter xml, JsonObject package, string space)
    {
        xml.WriteStartElement("version", space);
        xml.WriteAttributeString("epoch", Text(package, "epoch"));
        xml.WriteAttributeString("ver", Text(package, "version"));
        xml.WriteAttributeString("rel", Text(package, "release"));
        xml.WriteEndElement();
    }

    public static void WriteFiles(XmlWriter xml, JsonObject package, string space, Func<string, bool> include)
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

    public static string Text(JsonObject package, string name) => package[name]?.ToString() ?? "";
}
