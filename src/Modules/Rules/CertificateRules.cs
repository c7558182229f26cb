// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Rules;

/// <summary>Rules about certificates.</summary>
internal static partial class CertificateRules
{
    /// <summary>The certificates in a text as remotes keep them: what stands around is dropped, a line end follows each.</summary>
    public static string Kept(string text) => Certificates().Matches(text) is { Count: > 0 } found
        ? string.Concat(found.Select(each => each.Value + "\n"))
        : text;

    public static Rule OfRemote(string field) =>
        value => TextRules.First(value, text => Certificates().Matches(text) is not { Count: > 0 } found
        ? $"No {field} specified in string. It holds no certificate in PEM form."
        : found.Select(each => IsReadable(each.Value)).All(readable => readable)
            ? null
            : $"Invalid {field} specified. A certificate in it cannot be read.");

    public static string? OfGuard(JsonNode value) => TextRules.First(value, text =>
        Certificates().Matches(text) is { Count: > 0 } found && found.All(each => IsReadable(each.Value))
            ? null
            : "Must be PEM encoded X.509 certificate.");

    private static bool IsReadable(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    [GeneratedRegex("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", RegexOptions.Singleline)]
    private static partial Regex Certificates();
}
