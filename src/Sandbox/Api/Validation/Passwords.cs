// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Http;

namespace Sandbox.Api.Validation;

/// <summary>Users' passwords: Django's rules, and kept only as salted hashes.</summary>
internal static class Passwords
{
    private const int Rounds = 1000; // a sandbox: knowing the state file must not mean knowing the password, no more

    private static readonly HashSet<string> Common =
    [
        "password",
        "12345678",
        "123456789",
        "password1",
        "qwertyuiop",
        "1",
        "123",
        "1234",
        "12345",
        "123456",
        "1234567",
        "qwerty",
        "admin",
        "letmein",
        "a",
        "5",
        "x",
    ];

    public static void Check(Draft draft)
    {
        if (draft.Values["password"]?.GetValue<string>() is not { } password)
        {
            return;
        }

        var problems = new JsonArray();
        if (password.Length < 8)
        {
            problems.Add((JsonNode?)"This password is too short. It must contain at least 8 characters.");
        }

        if (Common.Contains(password.Trim().ToLowerInvariant()))
        {
            problems.Add((JsonNode?)"This password is too common.");
        }

        if (password.All(char.IsAsciiDigit))
        {
            problems.Add((JsonNode?)"This password is entirely numeric.");
        }

        if (problems.Count > 0)
        {
            throw HttpProblemException.Refused(new JsonObject { ["non_field_errors"] = problems });
        }

        draft.Values["password"] = Hash(password);
    }

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetHexString(16);

        return $"{salt}${Digest(password, salt)}";
    }

    public static bool Fits(string password, string? hash) =>
        hash?.Split('$') is [var salt, var digest]
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Digest(password, salt)), Encoding.ASCII.GetBytes(digest));

    private static string Digest(string password, string salt) =>
        Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(password, Encoding.ASCII.GetBytes(salt), Rounds, HashAlgorithmName.SHA256, 32));
}
