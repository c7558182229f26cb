// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Checks;

namespace Modules.Warp.Preflight;

/// <summary>What a check saw.</summary>
/// <param name="Check">The condition.</param>
/// <param name="Fix">What can be done about it without asking; null for nothing.</param>
internal sealed record Finding(Check Check, Fix? Fix = null)
{
    public static implicit operator Finding(Check check) => new(check);
}

/// <summary>Something safe that a module may do: nothing that runs is stopped by it, and nothing of anybody's is lost.</summary>
/// <param name="Does">What it does, as an order.</param>
/// <param name="DoAsync">Does it.</param>
internal sealed record Fix(string Does, Func<CancellationToken, Task> DoAsync);
