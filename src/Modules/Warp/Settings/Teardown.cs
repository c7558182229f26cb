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

/// <summary>The same as a person writes it: to a module, or at the prompt inside.</summary>
internal static class TeardownWords
{
    /// <summary>The parts that quickstart.sh tears down, which are no answer to whether anything is.</summary>
    public static readonly IReadOnlyList<string> OfQuickstart = ["all", "virthost", "nodes"];

    /// <summary>The words of each, in small letters.</summary>
    public static IReadOnlyList<string> Words(this Teardown teardown) => teardown switch
    {
        Teardown.True => ["true", "yes", "on", "1"],
        Teardown.False => ["false", "no", "off", "0"],
        _ => ["none"],
    };

    /// <summary>Null where it is no such word.</summary>
    public static Teardown? Find(string written) =>
        Enum.GetValues<Teardown>().Cast<Teardown?>().FirstOrDefault(each => each!.Value.Words().Contains(written.ToLowerInvariant()));

    /// <exception cref="ModuleException">It is none of the three.</exception>
    public static Teardown Read(string written) =>
        Find(written) ?? throw new ModuleException($"{Cure(written)}: {Seen(written)}.");

    /// <summary>What to do about a word that is none, as a sentence without its end.</summary>
    public static string Cure(string written) => IsOfQuickstart(written)
        ? "Set TEARDOWN (teardown) to true, and quickstart_teardown to what it is now"
        : "Set TEARDOWN (teardown) to true, false or none";

    /// <summary>What was seen of it.</summary>
    public static string Seen(string written) =>
        IsOfQuickstart(written) ? $"'{written}' is a word of quickstart.sh" : $"it is '{written}'";

    public static string Text(this Teardown teardown) => teardown.Words()[0];

    /// <summary>What quickstart.sh is told.</summary>
    /// <param name="teardown">What becomes of it.</param>
    /// <param name="all">The parts that are torn down, where any are.</param>
    public static string ForQuickstart(this Teardown teardown, string all) => teardown == Teardown.True ? all : "none";

    private static bool IsOfQuickstart(string written) => OfQuickstart.Contains(written.ToLowerInvariant());
}
