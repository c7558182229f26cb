// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Engines;

/// <summary>What is kept of a secret beside its versions.</summary>
internal static class Kv2Metadata
{
    private const int MostKeys = 64;
    private const int LongestKey = 128;
    private const int LongestValue = 512;

    public static JsonObject Shown(Kv2Secret secret) => new()
    {
        ["cas_required"] = secret.CasRequired,
        ["created_time"] = secret.Created.ToString("O"),
        ["current_metadata_version"] = secret.MetadataVersion,
        ["current_version"] = secret.Current,
        ["custom_metadata"] = secret.Custom?.DeepClone(),
        ["delete_version_after"] = Durations.Text(secret.DeleteAfter),
        ["max_versions"] = secret.MaxVersions,
        ["metadata_cas_required"] = secret.MetadataCasRequired,
        ["oldest_version"] = secret.Oldest,
        ["updated_time"] = secret.Updated.ToString("O"),
        ["versions"] = new JsonObject(secret.Versions.Select(pair =>
            KeyValuePair.Create($"{pair.Key}", (JsonNode?)pair.Value.Shown()))),
    };

    public static void Replace(SortedDictionary<string, Kv2Secret> secrets, string path, JsonObject data)
    {
        var custom = Checked(data.Map("custom_metadata"));
        var secret = secrets.TryGetValue(path, out var known) ? known : new Kv2Secret();
        Take(secret, data);
        if (data.ContainsKey("custom_metadata"))
        {
            secret.Custom = custom is { Count: > 0 } ? custom : null;
        }

        secret.MetadataVersion += data.Count > 0 || known is null ? 1 : 0;
        secrets[path] = secret;
    }

    public static void Patch(Kv2Secret secret, JsonObject data)
    {
        var custom = secret.Custom?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in data.Map("custom_metadata") ?? [])
        {
            if (value is null)
            {
                _ = custom.Remove(name);
            }
            else
            {
                custom[name] = value.ToString();
            }
        }

        Take(secret, data);
        secret.Custom = Checked(custom) is { Count: > 0 } kept ? kept : null;
        secret.MetadataVersion++;
    }

    private static void Take(Kv2Secret secret, JsonObject data)
    {
        secret.MaxVersions = (int)(data.Number("max_versions") ?? secret.MaxVersions);
        secret.CasRequired = data.Truth("cas_required") ?? secret.CasRequired;
        secret.MetadataCasRequired = data.Truth("metadata_cas_required") ?? secret.MetadataCasRequired;
        secret.DeleteAfter = data.Seconds("delete_version_after", mayBeNegative: true) ?? secret.DeleteAfter;
        secret.Updated = DateTime.UtcNow;
    }

    private static JsonObject? Checked(JsonObject? custom)
    {
        if (custom is null)
        {
            return null;
        }

        if (custom.Count > MostKeys)
        {
            throw new BaoException(400, BaoException.Wrapped(
                $"custom_metadata validation failed: payload must contain at most {MostKeys} keys, provided {custom.Count}"));
        }

        var checkedOnes = new JsonObject();
        foreach (var (name, value) in custom)
        {
            if (value is JsonObject or JsonArray)
            {
                throw new BaoException(
                    400,
                    "custom_metadata validation failed: '' expected type 'string', got unconvertible type "
                        + (value is JsonObject ? "'map[string]interface {}'" : "'[]interface {}'"));
            }

            var text = value?.ToString() ?? "";
            if (name.Length is 0 or > LongestKey)
            {
                throw new BaoException(400, BaoException.Wrapped(
                    $"custom_metadata validation failed: length of key \"{name}\" is {name.Length} but must be 0 < len(key) <= "
                        + $"{LongestKey}"));
            }

            checkedOnes[name] = text.Length is 0 or > LongestValue
                ? throw new BaoException(400, BaoException.Wrapped(
                    $"custom_metadata validation failed: length of value for key \"{name}\" is {text.Length} but must be "
                        + $"0 < len(value) <= {LongestValue}"))
                : text;
        }

        return checkedOnes;
    }
}
