// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>An expected failure: the author of the playbook can act on its message, which names the thing, the value
/// and what to do next. Every other exception is a bug of ours.</summary>
public sealed class ModuleException : Exception
{
    /// <summary>A failure with nothing to say.</summary>
    public ModuleException()
    {
    }

    /// <summary>A failure that the user can act on.</summary>
    public ModuleException(string message)
        : base(message)
    {
    }

    /// <summary>A failure that the user can act on, and what lies under it.</summary>
    public ModuleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A fault of ours, told with its trace.</summary>
    public static ModuleException OfBug(Exception bug) => new($"This is a bug in the module: {bug.GetType().Name}: {bug.Message}", bug)
    {
        Details = new JsonObject { ["exception"] = bug.ToString() },
    };

    /// <summary>The same failure in other words: all that is decided by stays.</summary>
    /// <param name="message">The words.</param>
    /// <param name="isTransient">Whether it may pass; null for what it was.</param>
    /// <param name="hasChanged">Something was changed all the same.</param>
    public ModuleException Retold(string message, bool? isTransient = null, bool hasChanged = false) =>
        new(message, this)
        {
            Details = Details,
            Transient = isTransient ?? Transient,
            Cause = Cause,
            Changed = Changed || hasChanged,
        };

    /// <summary>Result keys that the answer has beside the message.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>The same may succeed when tried again: a lost connection, an overloaded server.</summary>
    public bool Transient { get; init; }

    /// <summary>What failed, as a record of the module's own, for those who decide by it; the message is for people.</summary>
    public object? Cause { get; init; }

    /// <summary>Something was changed before the failure.</summary>
    public bool Changed { get; init; }
}
