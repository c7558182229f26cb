// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Lists.Promotions;

/// <summary>The cause of a failure: another promotion of the list failed first, and nothing was tried for this one.</summary>
/// <param name="By">As messages name the other item.</param>
internal sealed record StoppedPromotion(string By);
