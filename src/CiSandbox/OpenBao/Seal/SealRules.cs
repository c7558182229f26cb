// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Seal;

/// <summary>What numbers and keys are refused, in the server's words.</summary>
internal static class SealRules
{
    private const int Shortest = 16;
    private const int Longest = 33;

    public static void Check(int shares, int threshold, IReadOnlyList<string> pgpKeys)
    {
        var problem = shares < 1 ? "shares must be at least one"
            : threshold < 1 ? "threshold must be at least one"
            : shares > 1 && threshold == 1 ? "threshold must be greater than one for multiple shares"
            : shares > 255 ? "shares must be less than 256"
            : threshold > shares ? "threshold cannot be larger than shares"
            : pgpKeys.Count > 0 && pgpKeys.Count != shares ? "count mismatch between number of provided PGP keys and number of shares"
            : null;
        if (problem is not null)
        {
            throw new BaoException(400, $"invalid seal configuration: {problem}");
        }

        foreach (var key in pgpKeys)
        {
            CheckPgpKey(key, "invalid seal configuration: ");
        }
    }

    /// <summary>As far as the recordings tell: base64, and its first byte a packet's.</summary>
    public static void CheckPgpKey(string key, string prefix)
    {
        var bad = key.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=').Count();
        if (bad < key.Length)
        {
            throw new BaoException(400, $"{prefix}error decoding given PGP key: illegal base64 data at input byte {bad}");
        }

        if (Convert.FromBase64String(key) is not [>= 128, ..])
        {
            throw new BaoException(
                400, $"{prefix}error parsing given PGP key: openpgp: invalid data: tag byte does not have MSB set");
        }
    }

    /// <summary>Hex of a key's length at least, else base64.</summary>
    public static byte[] Decoded(string key)
    {
        try
        {
            return Convert.FromHexString(key);
        }
        catch (FormatException)
        {
        }

        var trimmed = key.TrimEnd('\n');
        return trimmed.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=')
            && Convert.TryFromBase64String(trimmed, new byte[trimmed.Length + 4], out _)
            ? Convert.FromBase64String(trimmed)
            : throw new BaoException(400, "'key' must be a valid hex or base64 string");
    }

    public static void CheckLength(byte[] key)
    {
        if (key.Length < Shortest)
        {
            throw new BaoException(400, key.Length == 1
                ? "'key' must be a valid hex or base64 string"
                : $"invalid key: key is shorter than minimum {Shortest} bytes");
        }

        if (key.Length > Longest)
        {
            throw new BaoException(400, $"invalid key: key is longer than maximum {Longest} bytes");
        }
    }
}
