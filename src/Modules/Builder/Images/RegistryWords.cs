// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Images;

/// <summary>What registries say through an engine, whose message of a failed push has no status. They are Docker's and Podman's words
/// for the errors UNAUTHORIZED and DENIED of the registry's API.</summary>
internal static class RegistryWords
{
    private static readonly string[] Refusals =
        ["unauthorized", "denied", "authentication required", "no basic auth credentials", "incorrect username or password"];

    /// <summary>Whether a login is missing, wrong, or may not do it.</summary>
    public static bool IsRefusal(string said) => Refusals.Any(words => said.Contains(words, StringComparison.OrdinalIgnoreCase));
}
