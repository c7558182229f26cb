// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Cryptography;
using Modules.Files;

namespace Modules.Ci.GitHub;

/// <summary>
/// What was last written to which secret: a salted hash that takes its time, so that the file gives away no more than a password file,
/// and when GitHub says that was. The file is its owner's only.
/// </summary>
internal sealed class SecretMemory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Rounds = 200_000;
    private const int Bytes = 32;

    private readonly string _path;
    private readonly JsonObject _entries;

    private SecretMemory(string path, JsonObject entries) => (_path, _entries) = (path, entries);

    /// <exception cref="ModuleException">It is not to be read.</exception>
    public static SecretMemory Read(string path)
    {
        OpenSsl.Require("What was written to a secret");
        FilePlace.CheckName("state_file", path);
        try
        {
            return new(path, File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? [] : []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModuleException(
                $"Remove state_file '{path}', or give another one: it cannot be read as what was written to secrets: {failure.Message}",
                failure);
        }
    }

    /// <summary>Why a value must be written, for a result; null where it was, and nobody wrote another one since.</summary>
    public string? Why(string key, string value, string updated) => _entries[key] is not JsonObject known ? "nothing is known of its value"
        : (string?)known["updated_at"] != updated ? "somebody else wrote it since"
        : !CryptographicOperations.FixedTimeEquals(
            Hash(value, Convert.FromBase64String((string?)known["salt"] ?? "")), Convert.FromBase64String((string?)known["hash"] ?? ""))
        ? "its value differs from what was written"
        : null;

    /// <exception cref="ModuleException">It cannot be written.</exception>
    public void Remember(string key, string value, string updated)
    {
        var salt = RandomNumberGenerator.GetBytes(Bytes);
        _entries[key] = new JsonObject
        {
            ["updated_at"] = updated,
            ["salt"] = Convert.ToBase64String(salt),
            ["hash"] = Convert.ToBase64String(Hash(value, salt)),
        };
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!, OwnerOnly | UnixFileMode.UserExecute);
            WholeFile.Write(_path, Encoding.UTF8.GetBytes(_entries.ToJsonString()), OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"The secret was written, but state_file '{_path}' cannot be: the next run will write it again. {failure.Message}", failure)
            { Changed = true };
        }
    }

    private static byte[] Hash(string value, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(value, salt, Rounds, HashAlgorithmName.SHA256, Bytes);
}
