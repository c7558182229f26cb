// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>A disk of this host that takes no more: no fault of the module, nor of the server.</summary>
public static class FullDisk
{
    /// <summary>The number of a file that may grow no more (EFBIG).</summary>
    public const int TooLarge = 27;

    private const int NoSpace = 28;
    private const int Quota = 122;

    /// <summary>What to do, as the beginning of a message; empty where something else failed.</summary>
    public static string Advice(Exception failure) =>
        IsBehind(failure, NoSpace) || IsBehind(failure, Quota) ? "Free space on this host, where the module runs: "
        : IsBehind(failure, TooLarge) ? "Raise the limit of a file's size where the module runs (ulimit -f, or that of its file system): "
        : "";

    private static bool IsBehind(Exception failure, int number) => (failure is IOException && failure.HResult == number)
        || (failure is AggregateException several && several.InnerExceptions.Any(each => IsBehind(each, number)))
        || (failure.InnerException is { } inner && IsBehind(inner, number));
}
