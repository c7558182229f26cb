// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>What a sync's options need of each other and of the repository.</summary>
internal static class SyncRules
{
    public static string? Rpm(JsonObject options, JsonObject repository)
    {
        var policy = (string?)options["sync_policy"];
        var isComplete = policy == "mirror_complete";
        return isComplete && options["skip_types"] is JsonArray { Count: > 0 } ? Without("skip_types", "a 'mirror_complete'")
            : isComplete && repository["autopublish"]?.GetValueKind() == JsonValueKind.True ? Without("autopublish", "a 'mirror_complete'")
            : policy is "mirror_complete" or "mirror_content_only"
                && repository["retain_package_versions"]?.ToJsonString() is not (null or "0")
                ? Without("retain_package_versions", "a 'mirror_complete' or 'mirror_content_only'")
            : null;
    }

    private static string Without(string option, string policies) =>
        $"Cannot use '{option}' in combination with {policies} sync policy. Choose another sync_policy, or do without {option}.";
}
