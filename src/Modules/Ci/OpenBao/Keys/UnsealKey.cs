// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>One key, checked as far as its form tells.</summary>
/// <param name="Name">How messages call it: its place in the list, never its value.</param>
/// <param name="Hex">In hex.</param>
internal sealed record UnsealKey(string Name, string Hex)
{
    private const int Alone = 32;
    private const int Share = 33;

    /// <summary>The keys of a list, without doubles.</summary>
    /// <exception cref="ModuleException">One cannot be a key of this server.</exception>
    public static IReadOnlyList<UnsealKey> All(IReadOnlyList<string> written, string where, int shares)
    {
        var keys = written.Select((key, at) => new UnsealKey($"key {at + 1} of {where}",
            Convert.ToHexStringLower(Bytes(key, at, where)))).ToList();
        var length = shares == 1 ? Alone : Share;
        return keys.Find(key => key.Hex.Length != 2 * length) is { } odd
            ? throw new ModuleException(
                $"Check {odd.Name}: it has {odd.Hex.Length / 2} bytes, and a key of a server with {shares} shares has {length}.")
            : [.. keys.DistinctBy(key => key.Hex)];
    }

    private static byte[] Bytes(string written, int at, string where)
    {
        var text = written.Trim();
        try
        {
            return text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : Convert.FromBase64String(text);
        }
        catch (FormatException failure)
        {
            throw new ModuleException($"Check key {at + 1} of {where}: it is neither hex nor base64.", failure);
        }
    }
}
