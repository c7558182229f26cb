// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost.Secrets;

namespace ModuleHost;

/// <summary>One accepted call of a module.</summary>
/// <param name="Values">The arguments.</param>
/// <param name="CheckMode">Nothing may be changed.</param>
/// <param name="DiffMode">The playbook asked for a diff.</param>
/// <param name="Redactor">Knows the secrets among the arguments, and each <see cref="ModuleHost.Secrets.Secret"/>.</param>
public sealed record Invocation(ArgumentValues Values, bool CheckMode, bool DiffMode, Redactor Redactor)
{
    /// <summary>What the user should know although nothing failed; part of the answer, also of a failed one.</summary>
    public ISet<string> Warnings { get; } = new HashSet<string>();

    /// <summary>What is under way, for the answer to an interruption; null between two actions.</summary>
    public string? UnderWay { get; set; }

    /// <summary>The value of an argument, see <see cref="ArgumentValues.Get{T}"/>.</summary>
    public T Get<T>(Argument<T> argument) => Values.Get(argument);

    /// <summary>A text that is secret although no argument says so: it was made of one, or read from a file.</summary>
    public Secret Secret(string text) => new(text, Redactor);

    /// <summary>Whether an argument was given a value, by the playbook, the environment or a default.</summary>
    public bool Has(Argument argument) => Values.Has(argument);
}
