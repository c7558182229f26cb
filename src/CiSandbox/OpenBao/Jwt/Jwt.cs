// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Jwt;

/// <summary>A JWT, taken apart.</summary>
internal sealed record Jwt(JsonObject Header, JsonObject Claims, byte[] Signed, byte[] Signature)
{
    /// <summary>Null for what is none.</summary>
    public static Jwt? Parse(string text)
    {
        try
        {
            return text.Split('.') is [var header, var claims, var signature]
                && JsonNode.Parse(Decoded(header)) is JsonObject first
                && JsonNode.Parse(Decoded(claims)) is JsonObject second
                ? new Jwt(first, second, Encoding.ASCII.GetBytes($"{header}.{claims}"), Decoded(signature))
                : null;
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            return null;
        }
    }

    public static byte[] Decoded(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(plain.PadRight(plain.Length + ((4 - (plain.Length % 4)) % 4), '='));
    }
}
