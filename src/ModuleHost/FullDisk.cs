// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>A disk of this host that takes no more: no fault of the module, nor of the server.</summary>
public static class FullDisk
{
    private const int NoSpace = 28;
    private const int Quota = 122;

    /// <summary>What to do, as the beginning of a message; empty where something else failed.</summary>
    public static string Advice(Exception failure) => IsBehind(failure) ? "Free space on this host, where the module runs: " : "";

    private static bool IsBehind(Exception failure) => failure is IOException { HResult: NoSpace or Quota }
        || (failure is AggregateException several && several.InnerExceptions.Any(IsBehind))
        || (failure.InnerException is { } inner && IsBehind(inner));
}
