// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Xml;

namespace Sandbox.Publishers.Rpm;

internal static class XmlFile
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        CheckCharacters = false,
    };

    public static byte[] Write(Action<XmlWriter> content)
    {
        var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartDocument();
            content(xml);
        }

        return bytes.ToArray();
    }
}
