// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace Modules.Warp.CommandLines;

/// <summary>The command of Docker that makes the same container.</summary>
internal static class DockerRun
{
    public static IReadOnlyList<string> Words(RunContainer run) =>
    [
        "docker", "run",
        .. run.Settings.Interactive ? (string[])["-it"] : [],
        "--rm",
        .. run.Container.Privileged ? (string[])["--privileged"] : [],
        .. run.Capabilities.Select(each => $"--cap-add={each}"),
        .. run.Devices.Select(each => $"--device={each}"),
        .. Limits(run.Container.Limits),
        "--net=host", "--pid=host", "--uts=host", "--ipc=host",
        .. run.Environment.SelectMany(each => (string[])["-e", each]),
        .. run.Mounts.SelectMany(each => (string[])["-v", each.Bind]),
        "-u", run.User,
        .. run.Groups.SelectMany(each => (string[])["--group-add", each]),
        "--label", $"{RunContainer.Label}={run.Settings.Folders.Workspace}",
        "--entrypoint", "/bin/bash",
        "--name", run.Container.Name,
        run.Container.Image,
        .. run.Command,
    ];

    private static IEnumerable<string> Limits(Settings.RunLimits limits)
    {
        if (limits.Device is { } device)
        {
            yield return $"--device-read-bps={device}:{limits.ReadBps}";
            yield return $"--device-write-bps={device}:{limits.WriteBps}";
            yield return Invariant($"--device-read-iops={device}:{limits.ReadIops}");
            yield return Invariant($"--device-write-iops={device}:{limits.WriteIops}");
        }

        yield return Invariant($"--cpus={limits.Cpus}");
        yield return Invariant($"--cpu-shares={limits.CpuShares}");
        yield return "--memory-swappiness=0";
        yield return $"--memory={limits.Memory}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
