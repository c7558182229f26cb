// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http.Addresses;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>Addresses and blocks that a token may be used from.</summary>
internal static class BoundAddress
{
    public static bool Is(string written) =>
        FullAddress.Of(written.Trim()) is not null || FullAddress.WithLength(written.Trim()) is not null;

    /// <summary>As the server shows it: a block of one address is that address.</summary>
    public static string Kept(string written)
    {
        var text = written.Trim();
        return FullAddress.WithLength(text) is { } block && $"/{FullAddress.Bits(block.Address)}" is var whole
            && text.EndsWith(whole, StringComparison.Ordinal)
            ? text[..^whole.Length]
            : text;
    }
}
