// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Pulp.Lists.Items;

/// <summary>One distribution moved to what another serves: all of a list's are moved, or none.</summary>
/// <param name="From">The other distribution; null for a rollback.</param>
/// <param name="Id">The run it is part of; what it undoes, for a rollback.</param>
/// <param name="Before">The distribution as it was; null where there was none.</param>
internal sealed record Promotion(string? From, string? Id, JsonObject? Before);
