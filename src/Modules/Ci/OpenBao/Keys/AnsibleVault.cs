// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using ModuleHost;
using Modules.Cryptography;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>Ansible Vault's format 1.1: what <c>ansible-vault view</c> opens.</summary>
internal static class AnsibleVault
{
    private const string Header = "$ANSIBLE_VAULT;1.1;AES256";
    private const int Iterations = 10_000;
    private const int Block = 16;
    private const int Width = 80;

    /// <summary>Whether a file is encrypted this way, also under a vault id (format 1.2).</summary>
    public static bool IsEncrypted(string text) => text.StartsWith("$ANSIBLE_VAULT;", StringComparison.Ordinal);

    /// <summary>A text as the content of a file.</summary>
    public static string Encrypt(string text, string password) => Encryption(password)(text);

    /// <summary>What encrypts one text: the slow part, which makes keys of the password, is done when this returns.</summary>
    public static Func<string, string> Encryption(string password)
    {
        OpenSsl.Require("Ansible Vault's encryption");
        var salt = RandomNumberGenerator.GetBytes(32);
        var keys = Derive(password, salt);
        return text => Encrypted(text, salt, keys);
    }

    private static string Encrypted(string text, byte[] salt, byte[] keys)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var padding = Block - (plain.Length % Block);
        var cipher = Counter([.. plain, .. Enumerable.Repeat((byte)padding, padding)], keys);
        var inner = $"{Hex(salt)}\n{Hex(HMACSHA256.HashData(keys.AsSpan(32, 32), cipher))}\n{Hex(cipher)}";
        var body = Hex(Encoding.ASCII.GetBytes(inner));
        return Header + "\n" + string.Concat(body.Chunk(Width).Select(line => new string(line) + "\n"));
    }

    /// <summary>What such a file holds.</summary>
    /// <exception cref="ModuleException">Another password, or a damaged file.</exception>
    public static string Decrypt(string file, string content, string password)
    {
        OpenSsl.Require("Ansible Vault's encryption");
        try
        {
            var lines = content.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (!lines[0].EndsWith(";AES256", StringComparison.Ordinal) && !lines[0].Contains(";AES256;", StringComparison.Ordinal))
            {
                throw new ModuleException($"Encrypt '{file}' anew with ansible-vault: its cipher is not AES256 ({lines[0]}).");
            }

            var parts = Encoding.ASCII.GetString(Convert.FromHexString(string.Concat(lines.Skip(1)))).Split('\n');
            var (salt, seal, cipher) = (Convert.FromHexString(parts[0]), Convert.FromHexString(parts[1]), Convert.FromHexString(parts[2]));
            var keys = Derive(password, salt);
            if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(keys.AsSpan(32, 32), cipher), seal))
            {
                throw new ModuleException($"Check vault_password: it does not open '{file}'.");
            }

            var plain = Counter(cipher, keys);
            return Encoding.UTF8.GetString(plain, 0, plain.Length - plain[^1]);
        }
        catch (Exception failure) when (failure is FormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new ModuleException($"Restore '{file}' from a copy: it is damaged, ansible-vault would not open it either.", failure);
        }
    }

    /// <summary>Two keys and the first counter.</summary>
    private static byte[] Derive(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Trim()), salt, Iterations, HashAlgorithmName.SHA256, 80);

    /// <summary>AES in counter mode, which .NET does not have by itself: the same there and back.</summary>
    private static byte[] Counter(byte[] input, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..32];
        var (counter, output) = (keys[64..80], new byte[input.Length]);
        for (var at = 0; at < input.Length; at += Block)
        {
            var stream = aes.EncryptEcb(counter, PaddingMode.None);
            for (var within = 0; within < Block && at + within < input.Length; within++)
            {
                output[at + within] = (byte)(input[at + within] ^ stream[within]);
            }

            for (var digit = Block - 1; digit >= 0 && ++counter[digit] == 0; digit--)
            {
                // carried
            }
        }

        return output;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
