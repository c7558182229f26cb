// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ModuleHost.Secrets;

/// <summary>A secret and the forms it travels in: in URLs, in JSON, in HTML, in a header, by the line.</summary>
public static partial class SecretForms
{
    /// <summary>
    /// How many letters of a secret are known in all forms, which take thirty times as much. The rest is known as it is and by the line
    /// (<see cref="HugeSecret"/>).
    /// </summary>
    internal const int LettersInAllForms = 1 << 20;

    /// <summary>Shorter lines could be anybody's.</summary>
    internal const int ShortestLine = 16;

    /// <summary>The text itself first, then every form it is known to travel in; a form may come twice.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(secret)); // what cannot be encoded would not travel either
        var trimmed = text.Trim(); // a server takes the newline of a file off
        return (trimmed.Length == text.Length ? WithLines(text) : WithLines(text).Concat(WithLines(trimmed)))
            .Where(form => form.Length > 0);
    }

    private static IEnumerable<string> WithLines(string text) =>
        SecretParts.Of(text).SelectMany((part, at) => (long)at * SecretParts.Letters < LettersInAllForms ? Forms(part) : [part])
            .Append(text)
            .Concat(text.Length <= LettersInAllForms ? Lines(text) : []);

    private static IEnumerable<string> Forms(string text)
    {
        var json = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        IEnumerable<string> escaped =
        [
            Uri.EscapeDataString(text), WebUtility.UrlEncode(text), WebUtility.HtmlEncode(text),
            json, JsonEncodedText.Encode(text).Value, InAscii(json),
        ];
        return [text, .. escaped, .. escaped.Select(Lowered), .. Base64(Encoding.UTF8.GetBytes(text))];
    }

    /// <summary>
    /// The part of its base64 that does not depend on what stands before and after it, at each of the three offsets it can
    /// have: so it is found in <c>user:password</c> too, whoever the user is.
    /// </summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var (start, end) = (((offset * 8) + 5) / 6, (offset + bytes.Length) * 8 / 6);
            if (start < end)
            {
                yield return encoded[start..end];
                yield return encoded[start..end].Replace('+', '-').Replace('/', '_');
            }
        }
    }

    /// <summary>A key's lines one by one, and its body as one line.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.Length > 0 && !line.StartsWith("-----", StringComparison.Ordinal)).ToList();
        return lines.Count < 2 ? [] : lines.Where(line => line.Length >= ShortestLine).Append(string.Concat(lines));
    }

    /// <summary>JSON as Python writes it, with quotes and backslashes escaped and what is not ASCII.</summary>
    private static string InAscii(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var letter in json)
        {
            _ = char.IsAscii(letter) ? text.Append(letter) : text.Append(CultureInfo.InvariantCulture, $@"\u{(int)letter:X4}");
        }

        return text.ToString();
    }

    private static string Lowered(string escaped) => Escape().Replace(escaped, match => match.Value.ToLowerInvariant());

    [GeneratedRegex(@"%[0-9A-F]{2}|\\u[0-9A-F]{4}")]
    private static partial Regex Escape();
}
