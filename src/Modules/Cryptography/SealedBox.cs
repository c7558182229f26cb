// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModuleHost;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc7748;

namespace Modules.Cryptography;

/// <summary>
/// NaCl's sealed box: what only the owner of a public key can open. X25519 with a key of the moment, a nonce of BLAKE2b over both keys,
/// XSalsa20 and Poly1305.
/// </summary>
internal static class SealedBox
{
    private const int KeySize = 32;
    private const int NonceSize = 24;
    private const int TagSize = 16;

    /// <summary>Seals a text for a key in base64.</summary>
    /// <exception cref="ModuleException">The key is none.</exception>
    public static string Seal(string text, string publicKey)
    {
        var key = new byte[KeySize];
        return Convert.TryFromBase64String(publicKey, key, out var length) && length == KeySize
            ? Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(text), key, RandomNumberGenerator.GetBytes(KeySize)))
            : throw new ModuleException("The server's public key is none of 32 bytes in base64. Check that the address is GitHub's API.");
    }

    /// <summary>Seals bytes.</summary>
    /// <param name="message">What.</param>
    /// <param name="publicKey">For whom.</param>
    /// <param name="secret">The key of the moment.</param>
    public static byte[] Seal(byte[] message, byte[] publicKey, byte[] secret)
    {
        var own = new byte[KeySize];
        X25519.ScalarMultBase(secret, 0, own, 0);
        var shared = new byte[KeySize];
        X25519.ScalarMult(secret, 0, publicKey, 0, shared, 0);
        return [.. own, .. Box(message, Nonce(own, publicKey), HSalsa20(shared))];
    }

    /// <summary>Tag and cipher text.</summary>
    private static byte[] Box(byte[] message, byte[] nonce, byte[] key)
    {
        var cipher = new XSalsa20Engine();
        cipher.Init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        var once = new byte[KeySize]; // the beginning of the key stream is the key of the tag
        cipher.ProcessBytes(new byte[KeySize], 0, KeySize, once, 0);
        var sealedText = new byte[message.Length];
        cipher.ProcessBytes(message, 0, message.Length, sealedText, 0);
        var mac = new Poly1305();
        mac.Init(new KeyParameter(once));
        mac.BlockUpdate(sealedText, 0, sealedText.Length);
        var tag = new byte[TagSize];
        _ = mac.DoFinal(tag, 0);
        return [.. tag, .. sealedText];
    }

    private static byte[] Nonce(byte[] own, byte[] publicKey)
    {
        var digest = new Blake2bDigest(NonceSize * 8);
        digest.BlockUpdate(own, 0, KeySize);
        digest.BlockUpdate(publicKey, 0, KeySize);
        var nonce = new byte[NonceSize];
        _ = digest.DoFinal(nonce, 0);
        return nonce;
    }

    /// <summary>The key out of what both sides share: Salsa20's first block for a nonce of zeros, without what it was made from, which
    /// there are the four words of the constant and zeros.</summary>
    private static byte[] HSalsa20(byte[] shared)
    {
        var stream = new Salsa20Engine();
        stream.Init(true, new ParametersWithIV(new KeyParameter(shared), new byte[8]));
        var block = new byte[64];
        stream.ProcessBytes(new byte[64], 0, 64, block, 0);
        var constant = "expand 32-byte k"u8;
        var key = new byte[KeySize];
        for (var word = 0; word < 4; word++)
        {
            var mixed = BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(20 * word));
            var first = BinaryPrimitives.ReadUInt32LittleEndian(constant[(4 * word)..]);
            BinaryPrimitives.WriteUInt32LittleEndian(key.AsSpan(4 * word), mixed - first);
            block.AsSpan(24 + (4 * word), 4).CopyTo(key.AsSpan(16 + (4 * word)));
        }

        return key;
    }
}
