// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// A public PGP key that shares are given out under. OpenBao wants the binary key in base64; a bad one costs all keys of the server,
/// so it is looked at packet by packet before it is sent.
/// </summary>
internal static class PgpKey
{
    private const string Armor = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private const int PublicKey = 6;
    private const int PublicSubkey = 14;
    private const int Signature = 2;
    private const int UserId = 13;

    /// <summary>The algorithms that encrypt: RSA, ElGamal, ECDH, X25519, X448.</summary>
    private static readonly int[] Encrypting = [1, 2, 16, 18, 25, 26];

    /// <summary>A key as it is sent: base64 of the binary form, also of a key in ASCII armour.</summary>
    /// <exception cref="ModuleException">It is none that can be encrypted to.</exception>
    public static string Sent(string argument, string written)
    {
        var text = written.Trim();
        if (text.StartsWith("keybase:", StringComparison.Ordinal))
        {
            throw new ModuleException($"Give the key itself in {argument}, as gpg --export writes it: OpenBao looks up no keybase name.");
        }

        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(text.StartsWith(Armor, StringComparison.Ordinal) ? Unarmored(text) : text);
        }
        catch (FormatException failure)
        {
            throw Bad(argument, "it is not base64", failure);
        }

        if (Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, Armor.Length)) == Armor)
        {
            throw Bad(argument, "it is base64 of ASCII armour, not of the binary key");
        }

        Check(argument, bytes);
        return Convert.ToBase64String(bytes);
    }

    private static void Check(string argument, byte[] bytes)
    {
        var (isFirst, encrypts, userIds, signatures) = (true, false, 0, 0);
        for (var at = 0; at < bytes.Length;)
        {
            var (tag, body, next) = Packet(argument, bytes, at);
            if (isFirst && tag != PublicKey)
            {
                throw Bad(argument, tag == 5 ? "it is a private key" : "it does not begin with a public key");
            }

            (isFirst, at) = (false, next);
            userIds += tag == UserId ? 1 : 0;
            signatures += tag == Signature ? 1 : 0;
            if (tag is PublicKey or PublicSubkey)
            {
                encrypts |= body.Length > 6 && body[0] is >= 4 and <= 6 && Encrypting.Contains(body[5]);
            }
        }

        if (isFirst || userIds == 0 || signatures == 0 || !encrypts)
        {
            throw Bad(argument, isFirst ? "it is empty" : encrypts ? "it has no signed user id" : "nothing can be encrypted to it");
        }
    }

    private static (int Tag, byte[] Body, int Next) Packet(string argument, byte[] bytes, int at)
    {
        var head = bytes[at++];
        if (head < 128)
        {
            throw Bad(argument, "it is no PGP key");
        }

        try
        {
            var isNew = (head & 0x40) != 0;
            var tag = isNew ? head & 0x3f : (head >> 2) & 0x0f;
            int length;
            if (isNew)
            {
                length = bytes[at] switch
                {
                    < 192 => bytes[at++],
                    < 224 => ((bytes[at++] - 192) << 8) + bytes[at++] + 192,
                    255 => Number(bytes, ++at, 4, ref at),
                    _ => throw Bad(argument, "it has packets of open length"),
                };
            }
            else
            {
                length = (head & 3) switch
                {
                    0 => Number(bytes, at, 1, ref at),
                    1 => Number(bytes, at, 2, ref at),
                    2 => Number(bytes, at, 4, ref at),
                    _ => throw Bad(argument, "it has packets of open length"),
                };
            }

            return length >= 0 && at + length <= bytes.Length
                ? (tag, bytes[at..(at + length)], at + length)
                : throw Bad(argument, "it is cut off");
        }
        catch (IndexOutOfRangeException failure)
        {
            throw Bad(argument, "it is cut off", failure);
        }
    }

    private static int Number(byte[] bytes, int from, int count, ref int at)
    {
        var number = 0;
        for (var index = 0; index < count; index++)
        {
            number = (number << 8) | bytes[from + index];
        }

        at = from + count;
        return number;
    }

    /// <summary>The lines between the blank line and the checksum.</summary>
    private static string Unarmored(string text) => string.Concat(
        text.Split('\n', StringSplitOptions.TrimEntries).SkipWhile(line => line.Length > 0).Skip(1)
            .TakeWhile(line => !line.StartsWith('=') && !line.StartsWith("-----", StringComparison.Ordinal)));

    private static ModuleException Bad(string argument, string why, Exception? inner = null) => new(
        $"Give a public key that can be encrypted to in {argument}, as gpg --export | base64 writes it: {why}. Nothing was sent, because "
            + "OpenBao loses the keys of the whole server over a bad one.",
        inner!);
}
