// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Sandbox.Upstream;

namespace Sandbox.Publishers.Rpm;

/// <summary>Collects metadata files under repodata/ and writes the repomd.xml that names them.</summary>
internal sealed class Repodata(string checksumType, string compression)
{
    private const string Namespace = "http://linux.duke.edu/metadata/repo";

    private readonly List<(string Type, string Href, string Sum, long Size, string OpenSum, long OpenSize)> _records = [];

    public Dictionary<string, byte[]> Files { get; } = [];

    public void Add(string type, string name, byte[] plain)
    {
        var (packed, extension) = compression switch
        {
            "none" => (plain, ""),
            "zstd" => (Compression.Zstd(plain), ".zst"),
            _ => (Gzip(plain), ".gz"),
        };
        var sum = Sum(packed);
        var href = $"repodata/{sum}-{name}{extension}";
        Files[href] = packed;
        _records.Add((type, href, sum, packed.Length, Sum(plain), plain.Length));
    }

    /// <summary>A file that is passed on as it came.</summary>
    public void AddPlain(string type, string href, byte[] bytes)
    {
        Files[href] = bytes;
        _records.Add((type, href, Sum(bytes), bytes.Length, Sum(bytes), bytes.Length));
    }

    public void Close(DateTime when)
    {
        var timestamp = new DateTimeOffset(when).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Files["repodata/repomd.xml"] = XmlFile.Write(xml =>
        {
            xml.WriteStartElement("repomd", Namespace);
            xml.WriteElementString("revision", Namespace, timestamp);
            foreach (var record in _records)
            {
                xml.WriteStartElement("data", Namespace);
                xml.WriteAttributeString("type", record.Type);
                foreach (var (element, sum) in (ReadOnlySpan<(string, string)>)[
                    ("checksum", record.Sum), ("open-checksum", record.OpenSum)])
                {
                    xml.WriteStartElement(element, Namespace);
                    xml.WriteAttributeString("type", checksumType);
                    xml.WriteString(sum);
                    xml.WriteEndElement();
                }

                xml.WriteStartElement("location", Namespace);
                xml.WriteAttributeString("href", record.Href);
                xml.WriteEndElement();
                xml.WriteElementString("timestamp", Namespace, timestamp);
                xml.WriteElementString("size", Namespace, record.Size.ToString(CultureInfo.InvariantCulture));
                xml.WriteElementString("open-size", Namespace, record.OpenSize.ToString(CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    public static byte[] Gzip(byte[] plain)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    private string Sum(byte[] bytes) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(new HashAlgorithmName(checksumType.ToUpperInvariant()), bytes));
}
