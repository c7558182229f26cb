// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Converge;

/// <summary>What taking a step did, or in check mode would do.</summary>
/// <param name="Changed">Something differs from before.</param>
/// <param name="Before">Null for what did not exist.</param>
/// <param name="After">Null for what is gone.</param>
internal sealed record Outcome(bool Changed, JsonObject? Before, JsonObject? After);
