// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost;

/// <summary>A rule over several arguments. The checks and their wording are Ansible's.</summary>
public abstract record Constraint;

/// <summary>At most one of these may be given.</summary>
public sealed record MutuallyExclusive(params IReadOnlyList<Argument> Arguments) : Constraint;

/// <summary>All of these or none.</summary>
public sealed record RequiredTogether(params IReadOnlyList<Argument> Arguments) : Constraint;

/// <summary>At least one of these.</summary>
public sealed record RequiredOneOf(params IReadOnlyList<Argument> Arguments) : Constraint;

/// <summary>When one argument has a value, others are needed.</summary>
/// <param name="When">The argument looked at.</param>
/// <param name="Equal">Its value.</param>
/// <param name="Needs">What is then needed: all of them, or with <see cref="Any"/> one of them.</param>
public sealed record RequiredIf(Argument When, string Equal, params IReadOnlyList<Argument> Needs) : Constraint
{
    /// <summary>One of the needed arguments is enough.</summary>
    public bool Any { get; init; }
}

/// <summary>When one argument is given, others are needed.</summary>
public sealed record RequiredBy(Argument Given, params IReadOnlyList<Argument> Needs) : Constraint;
