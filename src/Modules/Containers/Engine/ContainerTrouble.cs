// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Docker.DotNet.Models;

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

        var lines = Telling(await engine.LogAsync(name, LinesRead, ct));
        return $"The container '{name}' is {container.State?.Status} "
            + $"(exit code {container.State?.ExitCode}, {container.RestartCount} restarts). "
            + (lines.Count > 0 ? $"Its log tells: {string.Join(" | ", lines)}" : "Its log is empty.");
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
