// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Json;

namespace Sandbox.Api.Validation;

/// <summary>What cannot go together when an rpm repository is synced.</summary>
/// <remarks>A complete mirror is what upstream has: nothing may be left out or added.</remarks>
internal static class SyncRules
{
    public static void Check(Entity repository, JsonObject options)
    {
        var policy = Values.Text(options["sync_policy"]);
        if (policy is not null && options["mirror"] is not null)
        {
            throw HttpProblemException.NonField(
                "Cannot use 'mirror' and 'sync_policy' options simultaneously. The 'mirror' option is deprecated, "
                + "please use 'sync_policy' only.");
        }

        if (policy is "mirror_complete" or "mirror_content_only"
            && Values.Text(repository.Fields["retain_package_versions"]) is not (null or "0"))
        {
            throw Refused("'retain_package_versions'", "'mirror_complete' or 'mirror_content_only'");
        }

        if (policy == "mirror_complete" && options["skip_types"] is JsonArray { Count: > 0 })
        {
            throw Refused("'skip_types'", "'mirror_complete'");
        }

        if (policy == "mirror_complete" && repository.Flag("autopublish"))
        {
            throw Refused("'autopublish'", "'mirror_complete'");
        }
    }

    private static HttpProblemException Refused(string option, string policies) =>
        HttpProblemException.Refused(new JsonArray($"Cannot use {option} in combination with a {policies} sync policy."));
}
