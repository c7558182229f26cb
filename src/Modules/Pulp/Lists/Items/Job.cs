// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Lists.Items;

/// <summary>What is to be done for one item; everything that can be decided before is decided.</summary>
/// <param name="Result">Where it is told.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record Job(ItemResult Result, Func<CancellationToken, Task> RunAsync);
