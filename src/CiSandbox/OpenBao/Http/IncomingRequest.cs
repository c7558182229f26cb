// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.OpenBao.Http;

/// <summary>A request as it came.</summary>
/// <param name="Path">Below <c>/v1/</c>, decoded.</param>
/// <param name="Body">As sent.</param>
/// <param name="Query">Decoded.</param>
/// <param name="Token">Null for none.</param>
/// <param name="ContentType">Empty for none.</param>
internal sealed record IncomingRequest(
    string Path, byte[] Body, IReadOnlyDictionary<string, string> Query, string? Token, string ContentType)
{
    /// <summary>What the client has seen; null where it does not say.</summary>
    public string? Index { get; init; }

    /// <summary>Whether a standby may forward it.</summary>
    public bool IsForwarded { get; init; } = true;
}
