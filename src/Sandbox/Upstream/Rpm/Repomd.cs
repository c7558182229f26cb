// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Sandbox.Upstream.Rpm;

/// <summary>One line of repomd.xml: a metadata file.</summary>
internal sealed record RepomdRecord(string Type, string Href, string ChecksumType, string Checksum, long? Size);

/// <summary>repomd.xml: the table of contents of an RPM repository.</summary>
internal sealed record Repomd(string Revision, IReadOnlyList<RepomdRecord> Records, byte[] Bytes)
{
    public static readonly XNamespace Namespace = "http://linux.duke.edu/metadata/repo";

    public static Repomd Parse(byte[] bytes)
    {
        try
        {
            var root = XDocument.Load(new MemoryStream(bytes)).Root!;
            return root.Name.LocalName == "repomd"
                ? new((string?)root.Element(Namespace + "revision") ?? "", [.. root.Elements(Namespace + "data").Select(Record)], bytes)
                : throw new UpstreamException("Repomd XML parser error: Element 'repomd' not found");
        }
        catch (XmlException e)
        {
            throw new UpstreamException($"Repomd XML parser error: Parse error '{e.Message}' at line: {e.LineNumber}");
        }
    }

    public RepomdRecord? Find(string type) => Records.FirstOrDefault(record => record.Type == type);

    private static RepomdRecord Record(XElement data)
    {
        var checksum = data.Element(Namespace + "checksum");
        return new(
            (string?)data.Attribute("type") ?? "",
            (string?)data.Element(Namespace + "location")?.Attribute("href")
                ?? throw new UpstreamException("Repomd XML parser error: location without href"),
            (string?)checksum?.Attribute("type") ?? "sha256",
            checksum?.Value ?? "",
            long.TryParse(data.Element(Namespace + "size")?.Value, CultureInfo.InvariantCulture, out var size) ? size : null);
    }
}
