// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.GitHub.Runners;

/// <summary>The variables that a runner's jobs have, as its file has them: a name and a value on each line.</summary>
/// <param name="Lines">In the order given.</param>
internal sealed record RunnerEnv(IReadOnlyList<(string Name, string Value)> Lines)
{
    /// <summary>What the runner's program notes by itself when it registers, where it finds it in its own environment.</summary>
    private static readonly HashSet<string> Noted =
    [
        "LANG", "JAVA_HOME", "ANT_HOME", "M2_HOME", "ANDROID_HOME", "ANDROID_SDK_ROOT", "GRADLE_HOME", "NVM_BIN", "NVM_PATH",
        "LD_LIBRARY_PATH", "PERL5LIB",
    ];

    /// <exception cref="ModuleException">A value has several lines.</exception>
    public static RunnerEnv Of(JsonObject env) => new([.. env.Select(pair =>
        pair.Value?.ToString() is { } value && !value.Contains('\n', StringComparison.Ordinal)
            ? (pair.Key, value)
            : throw new ModuleException($"Give one line in env.{pair.Key}: the runner reads no more of a variable."))]);

    /// <summary>Whether a file has them, and beside them none but the program's own.</summary>
    /// <param name="text">The file's; null for no file.</param>
    public bool IsIn(string? text) => text is not null && Text(text) == text;

    /// <summary>The file with them.</summary>
    /// <param name="found">What it had; null for nothing.</param>
    public string Text(string? found) => string.Concat(
        [.. Lines.Select(line => $"{line.Name}={line.Value}\n"), .. Kept(found ?? "").Select(line => $"{line}\n")]);

    private IEnumerable<string> Kept(string found) => found.Split('\n').Where(line => line.Split('=', 2) is [var name, _]
        && Noted.Contains(name) && Lines.All(own => own.Name != name));
}
