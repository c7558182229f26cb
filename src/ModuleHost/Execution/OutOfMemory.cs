// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Execution;

/// <summary>The process may have no more memory, or no more threads, which the runtime calls the same: no fault of the module.</summary>
internal static class OutOfMemory
{
    public const string Message =
        "The module was given too little memory or too few threads. Raise the limit of the process or of its container (ulimit -v, "
        + "ulimit -u). What was already asked of the server stays; running the same task again continues from its state.";

    public static bool IsBehind(Exception failure) => failure is OutOfMemoryException
        || (failure is AggregateException several && several.InnerExceptions.Any(IsBehind))
        || (failure.InnerException is { } inner && IsBehind(inner));
}
