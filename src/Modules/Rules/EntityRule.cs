// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>A rule of Pulp's about several fields of an object at once.</summary>
/// <param name="result">The object as it would be. A secret that is set is there as any text;
/// one of which nothing is known is missing.</param>
/// <returns>Why Pulp refuses it, in Pulp's words and with the options; null if it does not.</returns>
internal delegate string? EntityRule(JsonObject result);
