// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.PulpServer;

/// <summary>Pulp's <c>settings.py</c>: what kayobe's says, and what the playbook adds.</summary>
internal static partial class SettingsFile
{
    private static readonly string[] Checksums = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

    /// <summary>Those that have an option of their own, and with it nothing to hide.</summary>
    private static readonly string[] Own =
    [
        "CONTENT_ORIGIN", "ANSIBLE_API_HOSTNAME", "ANSIBLE_CONTENT_HOSTNAME", "TOKEN_AUTH_DISABLED", "ANALYTICS",
        "ALLOWED_CONTENT_CHECKSUMS", "ALLOWED_IMPORT_PATHS", "ALLOWED_EXPORT_PATHS",
    ];

    /// <exception cref="ModuleException">A setting that Pulp would refuse, or that is given twice.</exception>
    public static string Render(Settings wanted)
    {
        var origin = wanted.ContentOrigin.TrimEnd('/');
        var settings = new JsonObject
        {
            ["CONTENT_ORIGIN"] = origin,
            ["ANSIBLE_API_HOSTNAME"] = origin,
            ["ANSIBLE_CONTENT_HOSTNAME"] = $"{origin}/pulp/content",
            ["TOKEN_AUTH_DISABLED"] = wanted.TokenAuthDisabled,
            ["ANALYTICS"] = wanted.Analytics,
        };
        AddList(settings, "ALLOWED_CONTENT_CHECKSUMS", Known(wanted.AllowedContentChecksums));
        AddList(settings, "ALLOWED_IMPORT_PATHS", Absolute("allowed_import_paths", wanted.AllowedImportPaths));
        AddList(settings, "ALLOWED_EXPORT_PATHS", Absolute("allowed_export_paths", wanted.AllowedExportPaths));
        foreach (var (name, value) in wanted.Others.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            settings[name] =
                !Name().IsMatch(name) ? throw new ModuleException($"settings: '{name}' is not the name of a setting, which are upper case.")
                : Own.Contains(name) ? throw new ModuleException($"settings: {name} follows from the option of its own; give it there.")
                : value?.DeepClone();
        }

        return string.Concat(settings.Select(each => $"{each.Key} = {PythonSource.Of(each.Value)}\n"));
    }

    /// <summary>The settings of a file by name. Of those without an option of their own, which
    /// may be secret, only whether they differ.</summary>
    public static JsonObject Shown(string text, string? other, string differing)
    {
        var there = Settings(other ?? "");
        return new(Settings(text).Select(each => KeyValuePair.Create(each.Key, (JsonNode?)(
            Own.Contains(each.Key) ? each.Value
            : there.TryGetValue(each.Key, out var value) && value == each.Value ? "same"
            : differing))));
    }

    /// <summary>The checksums that a file of settings allows; without a word of them, those that Pulp allows.</summary>
    public static IReadOnlyList<string> AllowedChecksums(string text) =>
        Settings(text).TryGetValue("ALLOWED_CONTENT_CHECKSUMS", out var value)
            ? [.. Checksums.Where(each => value.Contains($"\"{each}\"", StringComparison.Ordinal))]
        : Checksums[2..];

    /// <summary>Name and value of each assignment; lines that are none belong to the one before.</summary>
    private static Dictionary<string, string> Settings(string text)
    {
        var settings = new Dictionary<string, string>();
        var name = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Assignment().Match(line) is { Success: true } match)
            {
                name = match.Groups[1].Value;
                settings[name] = match.Groups[2].Value;
            }
            else if (name.Length > 0)
            {
                settings[name] += $"\n{line}";
            }
        }

        return settings;
    }

    private static void AddList(JsonObject settings, string name, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            settings[name] = new JsonArray([.. values.Select(value => (JsonNode?)value)]);
        }
    }

    private static IReadOnlyList<string>? Known(IReadOnlyList<string>? checksums) =>
        checksums?.FirstOrDefault(each => !Checksums.Contains(each)) is { } unknown
            ? throw new ModuleException(
                $"allowed_content_checksums: Pulp does not know '{unknown}'; it knows {string.Join(", ", Checksums)}.")
            : checksums is null || checksums.Contains("sha256") ? checksums
            : throw new ModuleException("allowed_content_checksums: Pulp does not start without sha256.");

    private static IReadOnlyList<string>? Absolute(string option, IReadOnlyList<string>? paths) =>
        paths?.FirstOrDefault(path => !path.StartsWith('/')) is { } relative
            ? throw new ModuleException($"{option}: '{relative}' is not an absolute path.")
            : paths;

    [GeneratedRegex("^[A-Z][A-Z0-9_]*\\z")]
    private static partial Regex Name();

    [GeneratedRegex("^([A-Za-z_][A-Za-z0-9_]*) *= *(.*)\\z")]
    private static partial Regex Assignment();
}
