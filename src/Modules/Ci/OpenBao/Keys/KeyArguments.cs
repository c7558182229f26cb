// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>What modules that deal with keys take.</summary>
internal static class KeyArguments
{
    public static readonly Argument<string?> VaultPassword = Argument.Text("vault_password") with { Secrecy = Secrecy.Secret };

    /// <summary>How many keys are to be made, and under which PGP keys they are given out.</summary>
    /// <exception cref="ModuleException">Such keys cannot be.</exception>
    public static JsonObject SharesOf(
        Invocation run, Argument<long> sharesOption, Argument<long> thresholdOption, Argument<IReadOnlyList<string>?> pgpKeys)
    {
        var (shares, threshold) = (run.Get(sharesOption), run.Get(thresholdOption));
        if (threshold > shares || (shares > 1 && threshold == 1))
        {
            throw new ModuleException(threshold > shares
                ? $"Lower {thresholdOption.Name} or raise {sharesOption.Name}: {threshold} keys cannot be had out of {shares}."
                : $"Raise {thresholdOption.Name} to 2 at least: OpenBao does not make {shares} keys of which one alone opens it.");
        }

        var body = new JsonObject { [sharesOption.Name] = shares, [thresholdOption.Name] = threshold };
        if (run.Get(pgpKeys) is { } keys)
        {
            body[pgpKeys.Name] = keys.Count == shares
                ? new JsonArray([.. keys.Select((key, at) => (JsonNode?)PgpKey.Sent($"{pgpKeys.Name}[{at}]", key))])
                : throw new ModuleException(
                    $"Give one key a share in {pgpKeys.Name}, or leave it out for shares that anybody can read: there are {keys.Count} for "
                        + $"{shares} shares.");
        }

        return body;
    }

    /// <summary>A mode in octal.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static UnixFileMode ModeOf(Argument argument, string text)
    {
        try
        {
            return Convert.ToInt32(text, 8) is > 0 and <= 511 and var mode
                && ((UnixFileMode)mode).HasFlag(UnixFileMode.UserRead)
                ? (UnixFileMode)mode
                : throw new FormatException();
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or ArgumentException)
        {
            throw new ModuleException(
                $"Give an octal mode in {argument.Name}, in quotes, like \"0600\", by which its owner can read it: '{text}' is none.",
                failure);
        }
    }
}
