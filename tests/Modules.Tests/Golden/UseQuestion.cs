// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Golden;

/// <summary>What is asked by now before something is removed: who serves it, who else refers to it. No recording has it.</summary>
internal static class UseQuestion
{
    private static readonly string[] Selections =
        ["name,repository,publication,repository_version,remote", "pulp_href,repository_version", "name,content_guard", "name,remote"];

    public static bool Is(string query) => Selections.Any(each => query.StartsWith($"fields={each}&", StringComparison.Ordinal));
}
