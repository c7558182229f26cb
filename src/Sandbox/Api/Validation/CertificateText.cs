// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sandbox.Api.Validation;

/// <summary>PEM certificates in fields.</summary>
internal static class CertificateText
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>A remote keeps the certificates and drops the words between them.</summary>
    public static string Only(string field, string text)
    {
        var found = new List<string>();
        for (var from = text.IndexOf(Begin, StringComparison.Ordinal);
            from >= 0;
            from = text.IndexOf(Begin, from + 1, StringComparison.Ordinal))
        {
            var to = text.IndexOf(End, from, StringComparison.Ordinal);
            if (to < 0)
            {
                break;
            }

            var pem = text[from..(to + End.Length)];
            found.Add(
                IsCertificate(pem)
                    ? pem
                    : throw new FieldProblemException(
                        $"Invalid {field} specified, error '('error parsing asn1 value: ParseError {{ kind: InvalidLength }}',)'"));
        }

        return found.Count > 0
            ? string.Join('\n', found) + "\n"
            : throw new FieldProblemException($"No {field} specified in string {text}");
    }

    /// <summary>A certificate guard keeps the text, without its outer blanks.</summary>
    public static string Trimmed(string text) =>
        text.Contains(Begin, StringComparison.Ordinal) && IsCertificate(text)
            ? text.Trim()
            : throw new FieldProblemException("Must be PEM encoded X.509 certificate.");

    private static bool IsCertificate(string pem)
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
}
