// SPDX-License-Identifier: GPL-3.0-or-later
using System.Xml;
using Modules.Http;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>How XML of others is read: no entity of theirs, no file of anybody, no text without end.</summary>
internal static class UpstreamXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Ignore, // comps.xml has one
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        MaxCharactersInDocument = Limits.Unpacked,
    };

    /// <param name="stream">The file.</param>
    /// <param name="name">Its name in messages.</param>
    public static XmlReader Open(Stream stream, string name) => XmlReader.Create(stream.InPieces((byte)'<', name), Settings);
}
