// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Waiting;

/// <summary>What a look at something that is waited for found.</summary>
internal abstract record Look<T>
{
    /// <summary>It is there.</summary>
    internal sealed record Found(T Value) : Look<T>;

    /// <summary>It is not there yet; what was seen is told if this was the last look.</summary>
    internal sealed record NotYet(Func<Task<ModuleException>> WhenLate) : Look<T>
    {
        public NotYet(Func<ModuleException> whenLate)
            : this(() => Task.FromResult(whenLate()))
        {
        }
    }
}
