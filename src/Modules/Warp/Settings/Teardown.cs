// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Warp.Settings;

/// <summary>What becomes of an earlier deployment.</summary>
internal enum Teardown
{
    /// <summary>It is torn down, and provisioned anew.</summary>
    True,

    /// <summary>It is kept: its state is restored.</summary>
    False,

    /// <summary>As false, in quickstart's words.</summary>
    None,
}

/// <summary>The same as a person writes it.</summary>
internal static class TeardownWords
{
    /// <exception cref="ModuleException">It is none of the three.</exception>
    public static Teardown Read(string written) => written.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => Teardown.True,
        "false" or "no" or "off" or "0" => Teardown.False,
        "none" => Teardown.None,
        "all" or "virthost" or "nodes" => throw new ModuleException(
            $"Set TEARDOWN (teardown) to true, and quickstart_teardown to what it is now: '{written}' is a word of quickstart.sh."),
        _ => throw new ModuleException($"Set TEARDOWN (teardown) to true, false or none: it is '{written}'."),
    };

    public static string Text(this Teardown teardown) => teardown switch
    {
        Teardown.True => "true",
        Teardown.False => "false",
        _ => "none",
    };

    /// <summary>What quickstart.sh is told.</summary>
    /// <param name="teardown">What becomes of it.</param>
    /// <param name="all">The parts that are torn down, where any are.</param>
    public static string ForQuickstart(this Teardown teardown, string all) => teardown == Teardown.True ? all : "none";
}
