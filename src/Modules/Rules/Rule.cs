// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>A rule of Pulp's about a value of one field.</summary>
/// <param name="value">The value as it would be sent.</param>
/// <returns>Why Pulp refuses it, in Pulp's words; null if it does not.</returns>
internal delegate string? Rule(JsonNode value);
