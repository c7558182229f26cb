// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Asn1;
using System.Security.Cryptography;
using ModuleHost;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>What OpenBao refuses of a configuration whoever the issuer is, often with no more than "error checking jwks URL".</summary>
internal static class JwtConfigRules
{
    private static readonly string[] KeyLabels = ["PUBLIC KEY", "RSA PUBLIC KEY", "EC PUBLIC KEY", "CERTIFICATE"];

    /// <exception cref="ModuleException">It would be refused.</exception>
    public static void Check(
        KeyValuePair<Argument, string> jwks,
        KeyValuePair<Argument, string> discovery,
        KeyValuePair<Argument, IReadOnlyList<string>> keys,
        IReadOnlyList<KeyValuePair<Argument, string>> authorities)
    {
        string[] given =
        [
            .. jwks.Value.Length > 0 ? [jwks.Key.Name] : (string[])[],
            .. discovery.Value.Length > 0 ? [discovery.Key.Name] : (string[])[],
            .. keys.Value.Count > 0 ? [keys.Key.Name] : (string[])[],
        ];
        if (given.Length != 1)
        {
            throw new ModuleException(
                $"Give one of {jwks.Key.Name}, {discovery.Key.Name} and {keys.Key.Name}: OpenBao takes the keys of one source, and "
                    + $"there {(given.Length == 0 ? "is none" : $"are {string.Join(" and ", given)}")}.");
        }

        CheckUrl(jwks);
        CheckUrl(discovery);
        if (discovery.Value.Contains(".well-known", StringComparison.Ordinal))
        {
            throw new ModuleException(
                $"Give the issuer alone in {discovery.Key.Name}, without .well-known and what follows: OpenBao adds that itself.");
        }

        for (var at = 0; at < keys.Value.Count; at++)
        {
            CheckPem($"{keys.Key.Name}[{at}]", keys.Value[at], KeyLabels, isAlone: true);
        }

        foreach (var (argument, text) in authorities.Where(each => each.Value.Length > 0))
        {
            CheckPem(argument.Name, text, ["CERTIFICATE"], isAlone: false);
        }
    }

    private static void CheckUrl(KeyValuePair<Argument, string> option)
    {
        var (argument, text) = option;
        if (text.Length > 0 && (text.Any(char.IsWhiteSpace) || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https") || url.Host.Length == 0))
        {
            throw new ModuleException($"Give scheme and host without blanks in {argument.Name}, like https://gitlab.example.com: "
                + $"'{text}' is no URL that keys could be fetched from.");
        }
    }

    /// <summary>Whether it is what the label says is more than can be told here; that it was not cut or mistyped is told.</summary>
    private static bool IsWhole(byte[] der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            return reader.ReadSequence().HasData && !reader.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static void CheckPem(string what, string text, string[] labels, bool isAlone)
    {
        if (!PemEncoding.TryFind(text, out var found) || !labels.Contains(text[found.Label])
            || !IsWhole(Convert.FromBase64String(text[found.Base64Data])))
        {
            throw new ModuleException(
                $"Give PEM in {what}, a whole block that begins with -----BEGIN {labels[0]}-----: this is none.");
        }

        if (isAlone && text[found.Location.End.Value..].Trim().Length > 0)
        {
            throw new ModuleException($"Give each key an entry of its own: {what} goes on after its first block.");
        }
    }
}
