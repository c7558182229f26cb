// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.RunnerConfig;

/// <summary>The runners that a file has.</summary>
internal static class RunnerSections
{
    /// <summary>In the order of the file. Their tokens become secrets.</summary>
    public static IReadOnlyList<FoundRunner> Of(Invocation run, TomlText text) =>
        [.. text.Each.Select(section => new FoundRunner(
            Value(section, "name"), Value(section, "url"), Value(section, "token") is { Length: > 0 } token ? run.Secret(token) : null))];

    private static string Value(TomlSection section, string key) =>
        section.Places.FirstOrDefault(place => place.IsAt([key]))?.Json?.ToString() ?? "";
}
