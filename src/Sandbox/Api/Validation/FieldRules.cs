// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Json;
using Sandbox.Store;

namespace Sandbox.Api.Validation;

/// <summary>What a family demands of a field beyond its type; may also rewrite the value.</summary>
internal static partial class FieldRules
{
    /// <summary>Those a repository may be published with, whatever the server may read.</summary>
    private static readonly HashSet<string> Checksums = ["sha256", "sha384", "sha512"];

    /// <summary>Families in which a name is one thing's alone, whatever its plugin.</summary>
    private static readonly HashSet<string> Named =
    [
        "repositories", "remotes", "distributions", "contentguards", "groups", "roles", "pulp_container", "acs",
        "exporters", "importers", "domains",
    ];

    public static JsonNode? Check(PulpStore store, Draft draft, string name, JsonNode? value)
    {
        if (value is JsonArray list)
        {
            return (draft.Type.Family, name) switch
            {
                ("acs", "paths") => SourcePaths(draft.Type, list),
                ("roles", "permissions") => Permissions.Check(store, list),
                ("remotes", "include_tags" or "exclude_tags") => Tags(list),
                ("remotes", "includes" or "excludes") when draft.Type.App == "python" => Requirements.Check(name, list),
                _ => value,
            };
        }

        if (Values.Text(value) is not { } text)
        {
            return value;
        }

        switch (draft.Type.Family, name)
        {
            case ("repositories", "osv_config") when value is not JsonArray:
                throw HttpProblemException.Refused(new JsonObject
                {
                    ["config"] = new JsonObject
                    {
                        ["non_field_errors"] = new JsonArray($"Expected a list of items but got type \"{PythonText.TypeOf(value)}\"."),
                    },
                });
            case ("repositories", "signing_service_release_overrides") when value is JsonObject overrides
                && overrides.Any(pair => pair.Value is not null && pair.Value.GetValueKind() != JsonValueKind.String):
                throw HttpProblemException.ServerError();
            case ("repositories", "checksum_type") when !Checksums.Contains(text):
                throw new FieldProblemException(ChecksumWords(text));
            case (_, "pulp_labels"):
                return Labels(value!.AsObject());
            case ("users", "password") when text.Trim().Length == 0:
                throw new FieldProblemException("This field may not be blank.");
            case ("domains", "name") when !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'):
                throw new FieldProblemException("Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.");
            case (_, "name") when Named.Contains(draft.Type.Family):
            case ("users", "username"):
                return Unique(store, draft, name, text);
            case ("repositories", "remote"):
                return RemoteOfTheKind(store, draft, text);
            case ("acs", "remote") when store.Find(text)?.Text("policy") != "on_demand":
                throw new FieldProblemException("Remote used with alternate content source must have the 'on_demand' policy.");
            case ("exporters", "path") when !text.StartsWith('/'):
                throw new FieldProblemException($"Path '{text}' is not an allowed export path");
            case ("remotes", "sigstore") when !IsUrl(text):
                throw new FieldProblemException("Enter a valid URL.");
            case ("remotes", "url"):
                return RemoteRules.Url(draft.Type, text);
            case ("remotes", "proxy_url") when text.Contains('@', StringComparison.Ordinal):
                throw new FieldProblemException("proxy_url must not contain credentials");
            case ("remotes", "ca_cert" or "client_cert") when draft.Release.Has("3.76"):
                return CertificateText.Only(name, text);
            case ("contentguards", "ca_certificate"):
                return CertificateText.Trimmed(text);
            case ("distributions", "base_path"):
                return BasePath.Check(store, draft, text);
            case ("content", "relative_path") when text.StartsWith('/'):
                throw new FieldProblemException($"Relative path can't start with '/'. {text}");
            case ("content", "relative_path") when IsOutside(text):
                throw new FieldProblemException($"Relative path must not reach beyond the base path. {text}");
            default:
                return value;
        }
    }

    /// <summary>Paths below a source's remote.</summary>
    private static JsonArray SourcePaths(EntityType type, JsonArray paths)
    {
        var texts = paths.Select(path => (string)path!).ToList();
        if (type.App == "deb" && texts.Count > 0)
        {
            throw new FieldProblemException("The 'paths' field is not supported for deb Alternate Content Sources yet.");
        }

        if (texts.Exists(path => path.StartsWith('/')))
        {
            throw new FieldProblemException("Path cannot start with a slash.");
        }

        return type.App == "rpm" && texts.Exists(path => !path.EndsWith('/'))
            ? throw new FieldProblemException("Path must end with a slash.")
            : new JsonArray([.. texts.Distinct().Select(path => (JsonNode?)path)]);
    }

    private static JsonArray Tags(JsonArray tags)
    {
        var problems = new JsonObject(
            tags.Select((tag, at) => (Tag: (string)tag!, At: at)).Where(item => item.Tag.Length > 255).Select(item =>
            KeyValuePair.Create($"{item.At}", (JsonNode?)new JsonArray("Ensure this field has no more than 255 characters."))));

        return problems.Count == 0 ? tags : throw new FieldProblemException(problems);
    }

    /// <summary>As Pulp sees it: the shortest form of the path begins with ../ and goes on.</summary>
    private static bool IsOutside(string path)
    {
        var (below, above) = (0, 0);
        foreach (var step in path.Split('/'))
        {
            below += step is "" or "." ? 0 : step == ".." ? -1 : 1;
            if (below < 0)
            {
                (below, above) = (0, above + 1);
            }
        }

        return above + Math.Sign(below) > 1 && above > 0;
    }

    /// <summary>As Django's own check has it: a scheme it knows, and a host with a top-level domain, or localhost, or an address.</summary>
    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && (url.HostNameType != UriHostNameType.Dns || url.Host == "localhost" || url.Host.Contains('.', StringComparison.Ordinal))
        && !text.Contains(' ', StringComparison.Ordinal);

    /// <summary>What Pulp says of a checksum it does not publish with.</summary>
    public static string ChecksumWords(string type) => "Checksum must be one of the allowed checksum types" + (type == "unknown"
        ? ".\nYou can adjust these with the 'ALLOWED_CONTENT_CHECKSUMS' setting."
        : ": sha256, sha384, or sha512.");

    /// <summary>Between a request and its task, another may have taken the name.</summary>
    public static void Recheck(PulpStore store, Draft draft)
    {
        foreach (var name in new[] { "name", "base_path" })
        {
            Check(store, draft, name, draft.Values[name]);
        }
    }

    private static string Unique(PulpStore store, Draft draft, string name, string text) =>
        store.Named(draft.Type.Family, name, text).Any(other => other.Href != draft.Current?.Href)
            ? throw new FieldProblemException("This field must be unique.")
            : text;

    private static string RemoteOfTheKind(PulpStore store, Draft draft, string href)
    {
        var remote = store.Find(href)!;

        return remote.Type.App == draft.Type.App
            ? href
            : throw new FieldProblemException($"Type for Remote '{remote.Text("name")}' does not match Repository.");
    }

    private static JsonObject Labels(JsonObject labels)
    {
        foreach (var (key, value) in labels)
        {
            if (!LabelKey().IsMatch(key))
            {
                throw new FieldProblemException(
                    $"Key '{key}' contains invalid characters. Only alphanumerics, underscores, spaces, hyphens, and dots are allowed.");
            }

            if (Values.Text(value) is { } text && text.AsSpan().ContainsAny(",()"))
            {
                throw new FieldProblemException($"Key '{key}' contains value with comma or parenthesis.");
            }
        }

        return labels;
    }

    [GeneratedRegex(@"^[\w .\-]+$")]
    private static partial Regex LabelKey();
}
