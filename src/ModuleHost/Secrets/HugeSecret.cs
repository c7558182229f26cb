// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace ModuleHost.Secrets;

/// <summary>
/// A whole file as a secret, which is too long to be kept in all the forms it travels in: its lines are slices of it, and of a text that
/// may be base64 the bytes are looked at instead.
/// </summary>
internal static partial class HugeSecret
{
    private const string Eight = "********";
    private const int Group = 4;

    public static bool Is(string secret) => secret.Length > SecretForms.LettersInAllForms;

    /// <summary>The lines that nobody else could have.</summary>
    public static IEnumerable<ReadOnlyMemory<char>> Lines(string secret)
    {
        for (var from = 0; from < secret.Length;)
        {
            var end = secret.IndexOf('\n', from) is >= 0 and var newline ? newline : secret.Length;
            var line = secret.AsMemory(from, end - from).Trim();
            if (line.Length >= SecretForms.ShortestLine && !line.Span.StartsWith("-----"))
            {
                yield return line;
            }

            from = end + 1;
        }
    }

    /// <summary>A text in which base64 is hidden that holds a line or a part of a secret.</summary>
    public static string OutOfBase64(string text, SecretIndex secrets) =>
        Base64Letters().Replace(text, run => Holds(run.ValueSpan, secrets) ? Eight : run.Value);

    /// <summary>Whatever stands before the secret moves it by none to three letters.</summary>
    private static bool Holds(ReadOnlySpan<char> run, SecretIndex secrets)
    {
        var letters = run.TrimEnd('=').ToString().Replace('-', '+').Replace('_', '/');
        for (var skipped = 0; skipped < Group; skipped++)
        {
            var whole = letters.AsSpan(skipped)[..((letters.Length - skipped) / Group * Group)];
            var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(whole.Length)];
            if (Convert.TryFromBase64Chars(whole, bytes, out var length) && HoldsPlain(Encoding.UTF8.GetString(bytes, 0, length), secrets))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsPlain(string text, SecretIndex secrets)
    {
        for (var from = 0; secrets.Next(text, from) is { } at; from = at + 1)
        {
            if (secrets.At(text, at).Any(length => length >= SecretForms.ShortestLine))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As many as the shortest line takes.</summary>
    [GeneratedRegex("[A-Za-z0-9+/_-]{22,}={0,2}")]
    private static partial Regex Base64Letters();
}
