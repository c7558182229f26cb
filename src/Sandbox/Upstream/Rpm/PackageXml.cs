// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Sandbox.Upstream.Rpm;

/// <summary>Turns primary.xml, filelists.xml and other.xml into the fields Pulp has of a package.</summary>
internal static class PackageXml
{
    public static readonly XNamespace Common = "http://linux.duke.edu/metadata/common";
    public static readonly XNamespace Rpm = "http://linux.duke.edu/metadata/rpm";

    public static readonly string[] Relations =
        ["requires", "provides", "conflicts", "obsoletes", "suggests", "enhances", "recommends", "supplements"];

    /// <summary>Reads one package element at a time: primary.xml of a distribution is too big for a tree.</summary>
    public static IEnumerable<XElement> Packages(byte[] xml, string file)
    {
        using var reader = XmlReader.Create(new MemoryStream(xml));
        while (Advance(reader, file))
        {
            yield return (XElement)XNode.ReadFrom(reader);
        }
    }

    public static JsonObject Fields(XElement package)
    {
        var format = package.Element(Common + "format");
        var version = package.Element(Common + "version");
        var checksum = package.Element(Common + "checksum");
        var size = package.Element(Common + "size");
        var time = package.Element(Common + "time");
        var location = package.Element(Common + "location");
        var header = format?.Element(Rpm + "header-range");
        var fields = new JsonObject
        {
            ["name"] = Text(package, "name"),
            ["epoch"] = (string?)version?.Attribute("epoch") ?? "0",
            ["version"] = (string?)version?.Attribute("ver") ?? "",
            ["release"] = (string?)version?.Attribute("rel") ?? "",
            ["arch"] = Text(package, "arch"),
            ["pkgId"] = checksum?.Value ?? "",
            ["checksum_type"] = (string?)checksum?.Attribute("type") ?? "sha256",
            ["summary"] = Text(package, "summary"),
            ["description"] = Text(package, "description"),
            ["url"] = Text(package, "url"),
            ["changelogs"] = new JsonArray(),
            ["files"] = new JsonArray(),
        };
        foreach (var relation in Relations)
        {
            fields[relation] = new JsonArray([.. (format?.Element(Rpm + relation)?.Elements(Rpm + "entry") ?? []).Select(Entry)]);
        }

        fields["location_base"] = (string?)location?.Attribute(XNamespace.Xml + "base") ?? "";
        fields["location_href"] = (string?)location?.Attribute("href") ?? "";
        foreach (var name in (ReadOnlySpan<string>)["buildhost", "group", "license", "packager", "sourcerpm", "vendor"])
        {
            fields["rpm_" + name] = format?.Element(Rpm + name)?.Value ?? "";
        }

        fields["rpm_header_start"] = Number(header, "start");
        fields["rpm_header_end"] = Number(header, "end");
        fields["is_modular"] = false;
        fields["size_archive"] = Number(size, "archive");
        fields["size_installed"] = Number(size, "installed");
        fields["size_package"] = Number(size, "package");
        fields["time_build"] = Number(time, "build");
        fields["time_file"] = Number(time, "file");
        return fields;
    }

    /// <summary>Files as [type, directory, name].</summary>
    public static JsonArray Files(XElement package) => new([.. package.Elements()
        .Where(element => element.Name.LocalName == "file")
        .Select(file => (JsonNode)new JsonArray(
            (string?)file.Attribute("type") ?? "",
            file.Value[..(file.Value.LastIndexOf('/') + 1)],
            file.Value[(file.Value.LastIndexOf('/') + 1)..]))]);

    /// <summary>Changelogs as [author, time, text].</summary>
    public static JsonArray Changelogs(XElement package) => new([.. package.Elements()
        .Where(element => element.Name.LocalName == "changelog")
        .Select(log => (JsonNode)new JsonArray((string?)log.Attribute("author") ?? "", (long?)log.Attribute("date") ?? 0, log.Value))]);

    private static bool Advance(XmlReader reader, string file)
    {
        try
        {
            // Reading a package has already moved on to what follows it.
            while (reader is not { NodeType: XmlNodeType.Element, LocalName: "package" })
            {
                if (!reader.Read())
                {
                    return false;
                }
            }

            return true;
        }
        catch (XmlException e)
        {
            throw new UpstreamException($"{file} XML parser error: Parse error '{e.Message}' at line: {e.LineNumber}");
        }
    }

    private static JsonNode Entry(XElement entry) => new JsonArray(
        (string?)entry.Attribute("name"), (string?)entry.Attribute("flags"), (string?)entry.Attribute("epoch"),
        (string?)entry.Attribute("ver"), (string?)entry.Attribute("rel"), (string?)entry.Attribute("pre") is "1" or "true");

    private static string Text(XElement package, string name) => package.Element(Common + name)?.Value ?? "";

    private static long Number(XElement? element, string name) => (long?)element?.Attribute(name) ?? 0;
}
