// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using ModuleHost;

namespace Modules.Containers.Engine;

/// <summary>Why a container does not do its work: its state, and the lines of its log that tell.</summary>
internal static partial class ContainerTrouble
{
    private const int LinesRead = 200;
    private const int LinesShown = 5;

    /// <summary>Whether it ended, or is started again and again.</summary>
    /// <param name="container">As the engine inspects it.</param>
    public static bool HasFallen(ContainerInspectResponse container) => container.State is { Running: false } or { Restarting: true };

    /// <summary>For a message: "The container 'pulp' is restarting (exit code 1, 3 restarts). Its log tells: …".</summary>
    public static async Task<string> DescribeAsync(DockerEngine engine, string name, CancellationToken ct)
    {
        if (await engine.FindContainerAsync(name, ct) is not { } container)
        {
            return $"There is no container '{name}'.";
        }

        var state = container.State ?? new();
        var memory = state.OOMKilled ? ", killed since its memory was used up" : "";
        return $"The container '{name}' is {state.Status} (exit code {state.ExitCode}, {container.RestartCount} restarts{memory}). "
            + (state.Error is { Length: > 0 } error ? $"The engine says: {error.TrimEnd('.')}. " : "")
            + await ToldAsync(engine, name, ct);
    }

    /// <summary>Some logs cannot be read, such as those of drivers that send them away: that must not hide what is told with it.</summary>
    private static async Task<string> ToldAsync(DockerEngine engine, string name, CancellationToken ct)
    {
        try
        {
            var lines = Telling(await engine.LogAsync(name, LinesRead, ct));
            return lines.Count > 0 ? $"Its log tells: {string.Join(" | ", lines)}" : "Its log is empty.";
        }
        catch (ModuleException failure)
        {
            return $"Its log cannot be read: {failure.Message}";
        }
    }

    /// <summary>The last lines that speak of a failure; without such lines, the last.</summary>
    internal static IReadOnlyList<string> Telling(IReadOnlyList<string> log)
    {
        var failures = log.Where(line => Failure().IsMatch(line)).Distinct().TakeLast(LinesShown).ToList();
        return failures.Count > 0 ? failures : [.. log.TakeLast(LinesShown)];
    }

    [GeneratedRegex(
        @"\w(Error|Exception|ImproperlyConfigured)\b|\b(error|fatal|refused|denied|cannot|could not|unable to|no such|failed|lack)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Failure();
}
