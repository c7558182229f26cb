// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Warp.CommandLines;

namespace Modules.Warp.Running;

/// <summary>A run as this host can have it, and what had to be left out of what was asked for.</summary>
/// <param name="Run">The run.</param>
/// <param name="Notes">Sentences about the rest.</param>
internal sealed record FittedRun(RunContainer Run, IReadOnlyList<string> Notes)
{
    /// <param name="asked">As it was asked for.</param>
    /// <param name="host">What there is.</param>
    public static FittedRun Of(RunContainer asked, HostFacts host)
    {
        List<string> notes = [];
        var limits = asked.Container.Limits;
        if (limits.Cpus > host.Cpus)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture, $"The container may use {host.Cpus} processors, not {limits.Cpus}: the host has no more."));
            limits = limits with { Cpus = host.Cpus };
        }

        if (limits.Device is { } device && !host.HasDevice(device))
        {
            notes.Add($"No disk is limited: the host has no {device}. Give DEV (device), or leave it so.");
            limits = limits with { Device = null };
        }

        foreach (var missing in asked.Devices.Where(each => !host.HasDevice(each)))
        {
            notes.Add($"The container has no {missing}: the host has none, and virtual machines will not start.");
        }

        var run = asked with
        {
            Container = asked.Container with { Limits = limits },
            Devices = [.. asked.Devices.Where(host.HasDevice)],
        };
        if (host.User is not { } user)
        {
            notes.Add(
                $"The container runs as user {run.User}: the host has no user {asked.Settings.User}. Give USER (user), or leave it so.");
            return new(run, notes);
        }

        return new(run with { User = $"{user.Id}:{user.Group}", Groups = user.Groups }, notes);
    }
}

/// <summary>What the host has of what a run asks for.</summary>
/// <param name="Cpus">Its processors, as the engine counts them.</param>
/// <param name="HasDevice">Whether there is a device.</param>
/// <param name="User">The user; null where it has no such one.</param>
internal sealed record HostFacts(long Cpus, Func<string, bool> HasDevice, HostUser? User);
