// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Secrets;

/// <summary>
/// A long secret is searched for part by part: so no place of a text is compared with more than a part, and a text that was cut off
/// hides what it has of the secret.
/// </summary>
internal static class SecretParts
{
    /// <summary>What a part has at least if another follows; divisible by three, for base64.</summary>
    public const int Letters = 1023;

    /// <summary>How many letters between two parts depend on both, in base64.</summary>
    public const int Seam = 4;

    public static IEnumerable<string> Of(string secret) => Of(secret.AsMemory()).Select(part => part.ToString());

    /// <summary>The parts as slices, which copy nothing.</summary>
    public static IEnumerable<ReadOnlyMemory<char>> Of(ReadOnlyMemory<char> secret)
    {
        while (secret.Length > Letters + Stars.LongEnough)
        {
            var pair = char.IsHighSurrogate(secret.Span[Letters - 1]) ? 1 : 0;
            yield return secret[..(Letters + pair)];
            secret = secret[(Letters + pair)..];
        }

        yield return secret;
    }
}
