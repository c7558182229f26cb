// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Upstream;

/// <summary>SHA-256 as the package world writes it: lower case hex.</summary>
internal static class Digest
{
    public static string Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Of(JsonNode node) => Of(Encoding.UTF8.GetBytes(node.ToJsonString()));
}
