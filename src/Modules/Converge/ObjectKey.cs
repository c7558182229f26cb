// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Converge;

/// <summary>What identifies an object: API names and values.</summary>
internal static class ObjectKey
{
    /// <summary>As messages show it.</summary>
    public static string Described(JsonObject key) =>
        "{" + string.Join(", ", key.Select(pair => $"'{pair.Key}': '{pair.Value}'")) + "}";

    /// <summary>As a query asks for it.</summary>
    public static string Query(JsonObject key) =>
        string.Join('&', key.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value?.ToString() ?? "")}"));
}
