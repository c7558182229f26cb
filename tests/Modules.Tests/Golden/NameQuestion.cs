// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Golden;

/// <summary>What is asked by now before something is created: which kinds have its name. No recording has it, and in none did another.</summary>
internal static class NameQuestion
{
    private static readonly string[] Collections = ["/repositories/", "/remotes/", "/distributions/", "/contentguards/"];

    public static bool Is(string path, string query) =>
        Collections.Any(each => path.EndsWith("/api/v3" + each, StringComparison.Ordinal))
        && query.StartsWith("name", StringComparison.Ordinal) && query.Contains("&fields=name,pulp_href&", StringComparison.Ordinal);
}
