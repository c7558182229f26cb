// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>What the fields of a distribution need of each other.</summary>
internal static class DistributionRules
{
    public static string? Checkpoint(JsonObject result) =>
        result["checkpoint"]?.GetValueKind() == JsonValueKind.True && result["repository"] is null
            ? "The 'checkpoint' attribute may only be used with the 'repository' attribute. "
                + "checkpoint needs repository, and no publication."
            : null;
}
