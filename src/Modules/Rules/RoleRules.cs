// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>Rules about roles.</summary>
internal static class RoleRules
{
    /// <summary>Those that Pulp made itself.</summary>
    public static string? Unlocked(JsonObject result) => result["locked"]?.GetValueKind() == JsonValueKind.True
        ? "The role is locked. Pulp made it itself; neither description nor permissions of it can be changed. Make a role of your own."
        : null;
}
