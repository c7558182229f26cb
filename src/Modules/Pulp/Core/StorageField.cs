// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Core;

/// <summary>
/// The settings of a domain's storage, under the names that Pulp shows or those of its own configuration. What is not given stays; keys and
/// tokens among them are not shown, and whether those differ the server's answer tells.
/// </summary>
internal sealed record StorageField() : Field([Argument.Mapping("storage_settings") with { Secrecy = Secrecy.Entries }], "storage_settings")
{
    private static readonly Dictionary<string, string> Shorter = new(StringComparer.OrdinalIgnoreCase)
    {
        ["media_root"] = "location",
        ["media_url"] = "base_url",
        ["file_upload_permissions"] = "file_permissions_mode",
        ["file_upload_directory_permissions"] = "directory_permissions_mode",
        ["aws_access_key_id"] = "access_key",
        ["aws_secret_access_key"] = "secret_key",
        ["aws_session_token"] = "security_token",
        ["aws_security_token"] = "security_token",
        ["aws_storage_bucket_name"] = "bucket_name",
        ["aws_s3_access_key_id"] = "access_key",
        ["aws_s3_secret_access_key"] = "secret_key",
    };

    private static readonly string[] Prefixes = ["aws_s3_", "aws_", "azure_"];

    public override bool IsSure(JsonNode? current, JsonNode? desired) =>
        Differing(current, desired).Any(name => !IsHidden(current, name));

    public override bool Same(JsonNode? current, JsonNode? desired) => !Differing(current, desired).Any();

    protected override JsonNode? Translate(JsonNode value) => new JsonObject(
        value.AsObject().Select(pair => KeyValuePair.Create(NameOf(pair.Key), pair.Value?.DeepClone())).DistinctBy(pair => pair.Key));

    private static IEnumerable<string> Differing(JsonNode? current, JsonNode? desired) => (desired as JsonObject ?? [])
        .Where(pair => current is not JsonObject shown || !shown.ContainsKey(pair.Key) || !Alike.Are(shown[pair.Key], pair.Value))
        .Select(pair => pair.Key);

    /// <summary>Whether it is set and not shown.</summary>
    private static bool IsHidden(JsonNode? current, string name) => (current?["hidden_fields"] as JsonArray ?? [])
        .Any(each => (string?)each?["name"] == name && (bool?)each?["is_set"] == true);

    private static string NameOf(string given)
    {
        if (Shorter.TryGetValue(given, out var name))
        {
            return name;
        }

        var lower = given.ToLowerInvariant();
        return Prefixes.FirstOrDefault(lower.StartsWith) is { } prefix ? lower[prefix.Length..] : given;
    }
}
