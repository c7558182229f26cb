// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Modules.Tests.Refusals;

/// <summary>What the recordings abbreviate: long texts, and certificates, for which others of the same form are made.</summary>
internal static class Symbols
{
    private const int RecordedLength = 1103; // of the recorded certificate, with its final newline
    private static readonly RSA Pair = RSA.Create(2048);
    private static readonly string Key = Pair.ExportPkcs8PrivateKeyPem() + "\n";

    public static readonly string Certificate =
        new CertificateRequest("CN=suite", Pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100)).ExportCertificatePem() + "\n";

    public static JsonNode? Expanded(JsonNode? value) => value switch
    {
        null => null,
        JsonObject text when text.ContainsKey("_repeat") => string.Concat(Enumerable.Repeat((string)text["_repeat"]!, (int)text["times"]!)),
        JsonObject pem when pem.ContainsKey("_pem") => (string)pem["_pem"]! == "CA" ? Certificate : Key,
        JsonObject text when text.ContainsKey("_text") && text.ContainsKey("length") =>
            Text((string)text["_text"]!, (int)text["length"]! - RecordedLength),
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(
            field.Key == "_repeat:k*300" ? new string('k', 300) : field.Key, Expanded(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Expanded)]),
        _ => value.DeepClone(),
    };

    /// <summary>A text with a certificate in it, told by how it begins and by how much longer it is than the certificate alone.</summary>
    private static string Text(string begin, int more) => begin switch
    {
        _ when begin.StartsWith("-----BEGIN THING", StringComparison.Ordinal) =>
            Cut(Certificate.Replace("CERTIFICATE", "THING", StringComparison.Ordinal), more + 12),
        _ when begin.StartsWith("-----BEGIN PRIVATE", StringComparison.Ordinal) =>
            more is 1704 or 1703 ? Cut(Key + Certificate, more - 1704) : Key.TrimEnd('\n'),
        _ when begin.StartsWith("text before", StringComparison.Ordinal) => Cut("text before\n" + Certificate, more - 12),
        _ when begin.StartsWith(' ') => "  " + Certificate,
        _ when begin.Contains('\r', StringComparison.Ordinal) => Windows(more),
        _ when more >= RecordedLength - 1 => Cut(Certificate + Certificate, more - RecordedLength),
        _ when more > 0 => Certificate + new string('\n', more),
        _ => Cut(Certificate, more),
    };

    private static string Windows(int more)
    {
        var text = Certificate.Replace("\n", "\r\n", StringComparison.Ordinal);
        return more switch { 19 => text, 18 => text[..^2] + "\n", _ => text[..^2] };
    }

    private static string Cut(string text, int by) => by < 0 ? text[..(text.Length + by)] : text;
}
