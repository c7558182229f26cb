// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Http;

namespace Modules.Ci.OpenBao;

/// <summary>How far a server is sealed.</summary>
/// <param name="Initialized">Whether it has keys at all.</param>
/// <param name="Sealed">Whether they are still to be given.</param>
/// <param name="Threshold">How many of them; 0 before they are made.</param>
/// <param name="Shares">Out of how many.</param>
/// <param name="Progress">How many were given since the last reset.</param>
/// <param name="Nonce">Which attempt to unseal they were given to; empty for none.</param>
/// <param name="Version">The server's release.</param>
/// <param name="ClusterName">Null while sealed.</param>
/// <param name="ClusterId">Null while sealed.</param>
/// <param name="Type">Who holds the key that opens the rest: shamir for people with shares.</param>
internal sealed record SealStatus(
    bool Initialized,
    bool Sealed,
    int Threshold,
    int Shares,
    int Progress,
    string Nonce,
    string Version,
    string? ClusterName,
    string? ClusterId,
    string Type)
{
    /// <summary>Out of an answer of seal-status or unseal.</summary>
    public static SealStatus Of(JsonObject fields) => new(
        JsonNodes.Flag(fields, "initialized") == true,
        JsonNodes.Flag(fields, "sealed") != false,
        (int)(JsonNodes.Number(fields, "t") ?? 0),
        (int)(JsonNodes.Number(fields, "n") ?? 0),
        (int)(JsonNodes.Number(fields, "progress") ?? 0),
        JsonNodes.Text(fields, "nonce") ?? "",
        JsonNodes.Text(fields, "version") ?? "",
        JsonNodes.Text(fields, "cluster_name"),
        JsonNodes.Text(fields, "cluster_id"),
        JsonNodes.Text(fields, "type") ?? "");
}
