// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>How much one secret may hold.</summary>
internal static class KvLimits
{
    /// <summary>The server answers 500 to more, in words that name another size.</summary>
    private const int MostBytes = 1_048_576;

    /// <summary>Of names and texts together, in the body of a request.</summary>
    private const int MostTexts = 1000;

    /// <summary>Names of KV 2's own in it.</summary>
    private const int OwnNames = 3;

    private static readonly JsonSerializerOptions AsSent =
        new(JsonSerializerDefaults.General) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ModuleException">It is too much.</exception>
    public static void Check(string argument, JsonObject data, bool isVersioned)
    {
        var bytes = Encoding.UTF8.GetByteCount(data.ToJsonString(AsSent));
        if (bytes >= MostBytes)
        {
            throw new ModuleException(
                $"Give less in {argument}, or spread it over several secrets: OpenBao keeps no secret above 1 MiB, and this has {bytes} "
                    + "bytes.");
        }

        var (texts, most) = (Texts(data), isVersioned ? MostTexts - OwnNames : MostTexts);
        if (texts > most)
        {
            throw new ModuleException(
                $"Give less in {argument}, or spread it over several secrets: OpenBao takes {most} names and texts in one, and this has "
                    + $"{texts}.");
        }
    }

    private static int Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.Sum(pair => 1 + Texts(pair.Value)),
        JsonArray list => list.Sum(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => 1,
        _ => 0,
    };
}
