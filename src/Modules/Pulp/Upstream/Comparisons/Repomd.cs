// SPDX-License-Identifier: GPL-3.0-or-later
using System.Xml.Linq;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>repomd.xml: the table of contents of an RPM repository.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Revision">As it says.</param>
/// <param name="Files">Where the metadata of each type is, below the repository.</param>
internal sealed record Repomd(byte[] Bytes, string Revision, IReadOnlyDictionary<string, string> Files)
{
    private static readonly XNamespace Namespace = "http://linux.duke.edu/metadata/repo";

    /// <exception cref="System.Xml.XmlException">No XML.</exception>
    public static Repomd Of(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = UpstreamXml.Open(stream, "repomd.xml");
        var root = XDocument.Load(reader).Root!;
        var files = new Dictionary<string, string>();
        foreach (var data in root.Elements(Namespace + "data"))
        {
            if (((string?)data.Attribute("type"), (string?)data.Element(Namespace + "location")?.Attribute("href")) is ({ } type, { } href))
            {
                _ = files.TryAdd(type, href);
            }
        }

        return new(bytes, (string?)root.Element(Namespace + "revision") ?? "", files);
    }
}
