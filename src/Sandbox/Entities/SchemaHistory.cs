// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Releases;

namespace Sandbox.Entities;

/// <summary>
/// Since when and until when Pulp's components know a type, a field, a filter: the schema is of one release, and the others are made of it.
/// An unknown field is refused, an unknown path is not found, an unknown filter is invalid; all of that follows from the types.
/// </summary>
internal static class SchemaHistory
{
    /// <summary>Types that are younger than the oldest release we can be.</summary>
    private static readonly (string Path, string Component, string Since)[] Types =
    [
        ("contentguards/core/header", "core", "3.39"),
        ("contentguards/core/composite", "core", "3.43"),
        ("acs/deb/", "deb", "3.8"),
        ("remotes/container/pull-through", "container", "2.18"),
        ("distributions/container/pull-through", "container", "2.18"),
        ("content/python/provenance", "python", "3.22"),
    ];

    private static readonly (string Path, string Component, string Since, string Names)[] Fields =
    [
        ("", "core", "3.63", "prn"),
        ("remotes", "core", "3.22", "hidden_fields"),
        ("users", "core", "3.22", "hidden_fields"),
        ("distributions", "core", "3.27", "hidden"),
        ("distributions", "core", "3.58", "no_content_change_since"),
        ("distributions", "core", "3.74", "checkpoint"),
        ("publications", "core", "3.74", "checkpoint"),
        ("distributions/rpm/rpm", "rpm", "3.30", "checkpoint"),
        ("publications/rpm/rpm", "rpm", "3.30", "checkpoint"),
        ("distributions/deb/apt", "deb", "3.6", "checkpoint"),
        ("publications/deb/apt", "deb", "3.6", "checkpoint"),
        ("distributions/rpm/rpm", "rpm", "3.23", "generate_repo_config"),
        ("repositories/rpm/rpm", "rpm", "3.24", "repo_config"),
        ("repositories/rpm/rpm", "rpm", "3.25", "checksum_type compression_type"),
        ("repositories/rpm/rpm", "rpm", "3.27", "package_signing_service package_signing_fingerprint"),
        ("repositories/rpm/rpm", "rpm", "3.29", "layout"),
        ("publications/rpm/rpm", "rpm", "3.24", "repo_config"),
        ("publications/rpm/rpm", "rpm", "3.25", "checksum_type compression_type"),
        ("publications/rpm/rpm", "rpm", "3.29", "layout"),
        ("repositories/deb/apt", "deb", "3.0", "publish_upstream_release_fields signing_service signing_service_release_overrides"),
        ("repositories/deb/apt", "deb", "3.8", "autopublish"),
        ("publications/deb/apt", "deb", "3.9", "publish_legacy_release_files"),
        ("publications/deb/apt", "deb", "3.9", "layout"),
        ("distributions/container/container", "container", "2.18", "remote"),
        ("remotes/container/pull-through", "container", "2.21", "includes excludes"),
        ("remotes/python/python", "python", "3.22", "provenance"),
        ("repositories/python/python", "python", "3.28", "allow_package_substitution"),
    ];

    /// <summary>What the schema's release did not know yet, or no longer: the field comes after the one that is named.</summary>
    private static readonly (string Path, string Component, string? Since, string? Until, string After, Field Field)[] Others =
    [
        ("distributions", "core", "3.106", null, "content_guard", new Field("content_guard_prn", "string") { ReadOnly = true }),
        ("repositories", "core", "3.106", null, "retain_repo_versions",
            new Field("retain_checkpoints", "integer") { Nullable = true, Minimum = 1 }),
        ("repositories/file/file", "file", "3.106", null, "manifest",
            new Field("last_sync_details", "json") { ReadOnly = true, Default = new JsonObject() }),
        ("distributions/rpm/rpm", "rpm", "3.39", null, "repository", VersionOfRepository()),
        ("distributions/deb/apt", "deb", "3.11", null, "repository", VersionOfRepository()),
        ("distributions/file/file", "file", "3.117", null, "repository", VersionOfRepository()),
        ("remotes/container/container", "container", "2.28", null, "exclude_tags", Names("includes")),
        ("remotes/container/container", "container", "2.28", null, "includes", Names("excludes")),
        ("pulp_container/namespaces", "container", "2.28", null, "name",
            new Field("pulp_labels", "map") { Default = new JsonObject() }),
        ("repositories/rpm/rpm", "rpm", "3.38", null, "layout", new Field("osv_config", "json") { Nullable = true }),
        ("repositories/deb/apt", "deb", "3.10", null, "signing_service_release_overrides",
            new Field("package_signing_fingerprint_release_overrides", "map") { Default = new JsonObject() }),
        ("repositories/deb/apt", "deb", "3.10", null, "package_signing_fingerprint_release_overrides",
            new Field("package_signing_service", "reference") { Nullable = true, Targets = ["signing-services/"] }),
        ("repositories/deb/apt", "deb", "3.10", null, "package_signing_service",
            new Field("package_signing_fingerprint", "string") { Nullable = true, NotBlank = true, MaxLength = 40 }),
        ("repositories/deb/apt", "deb", "3.11", null, "package_signing_fingerprint",
            new Field("excluded_package_metadata_fields", "list") { Items = "string", Default = new JsonArray() }),
        ("publications/deb/apt", "deb", "3.11", null, "layout",
            new Field("excluded_package_metadata_fields", "list") { Items = "string", Default = new JsonArray() }),
        ("repositories/python/python", "python", "3.29", null, "allow_package_substitution",
            new Field("error_on_reject", "boolean") { Default = false }),
        ("repositories/rpm/rpm", "rpm", null, "3.30", "package_checksum_type", Check("gpgcheck")),
        ("repositories/rpm/rpm", "rpm", null, "3.30", "gpgcheck", Check("repo_gpgcheck")),
        ("publications/rpm/rpm", "rpm", null, "3.30", "package_checksum_type", Check("gpgcheck")),
        ("publications/rpm/rpm", "rpm", null, "3.30", "gpgcheck", Check("repo_gpgcheck")),
        ("repositories/rpm/rpm", "rpm", "3.30", null, "sqlite_metadata", Dropped("gpgcheck")),
        ("repositories/rpm/rpm", "rpm", "3.30", null, "sqlite_metadata", Dropped("repo_gpgcheck")),
        ("publications/rpm/rpm", "rpm", "3.30", null, "sqlite_metadata", Dropped("gpgcheck")),
        ("publications/rpm/rpm", "rpm", "3.30", null, "sqlite_metadata", Dropped("repo_gpgcheck")),
    ];

    private static readonly (string Since, string Ending)[] Filters =
        [("3.24", "pulp_href__in"), ("3.24", "pulp_id__in"), ("3.63", "prn__in"), ("3.24", "pulp_type__in")];

    /// <summary>Domains, which the schema leaves out: a server without DOMAIN_ENABLED has one, and nobody looks at it.</summary>
    private static readonly EntityType Domains = new("domains", "core", "Domain")
    {
        Verbs = new HashSet<string> { "list", "create", "update", "delete" },
        ByTask = new HashSet<string> { "update", "delete" },
        Filters = new HashSet<string>
        {
            "name", "name__in", "name__contains", "name__icontains", "pulp_href__in", "prn__in", "pulp_label_select",
        },
        Fields =
        [
            new("pulp_href", "reference") { ReadOnly = true },
            new("prn", "string") { ReadOnly = true },
            new("pulp_created", "datetime") { ReadOnly = true },
            new("pulp_last_updated", "datetime") { ReadOnly = true },
            new("name", "string") { Required = true, NotBlank = true },
            new("description", "string") { Nullable = true, NotBlank = true },
            new("pulp_labels", "map") { Default = new JsonObject() },
            new("storage_class", "string") { Required = true, NotBlank = true },
            new("storage_settings", "json") { Required = true },
            new("redirect_to_object_storage", "boolean") { Default = true },
            new("hide_guarded_distributions", "boolean") { Default = false },
            new("default_content_guard", "reference") { Nullable = true, Targets = ["contentguards/"] },
            new("default_content_guard_prn", "string") { ReadOnly = true },
        ],
    };

    public static IEnumerable<EntityType> Of(PulpRelease release, IEnumerable<EntityType> types) => types
        .Concat(release.Has("3.23") ? [Domains] : [])
        .Where(type => IsKnown(release, type))
        .Select(type => type with
        {
            Fields = [.. FieldsOf(release, type)],
            Filters = type.Filters.Where(filter => Filters.All(young => young.Ending != filter || release.Has(young.Since))).ToHashSet(),
        });

    private static bool IsKnown(PulpRelease release, EntityType type) =>
        (release.Components.ContainsKey(type.App) || type.App == "auth" || !type.Path.Contains('/', StringComparison.Ordinal))
        && Types.All(young => !IsAt(type, young.Path) || release.Has(young.Component, young.Since));

    private static List<Field> FieldsOf(PulpRelease release, EntityType type)
    {
        var fields = type.Fields
            .Where(field => Fields.All(young =>
                !young.Names.Split(' ').Contains(field.Name) || !IsAt(type, young.Path) || release.Has(young.Component, young.Since)))
            .Where(field => field.Name != "pulp_last_updated" || type.Family == "remotes" || release.Has("3.48"))
            .Select(field => AsKnown(release, type, field))
            .ToList();
        foreach (var other in Others.Where(other => IsAt(type, other.Path)))
        {
            var isThere = other.Since is { } since ? release.Has(other.Component, since) : !release.Has(other.Component, other.Until!);
            var at = fields.FindIndex(field => field.Name == other.After);
            if (isThere && at >= 0 && !fields.Exists(field => field.Name == other.Field.Name))
            {
                fields.Insert(at + 1, other.Field);
            }
        }

        return fields;
    }

    /// <summary>A field that changed its nature.</summary>
    private static Field AsKnown(PulpRelease release, EntityType type, Field field) => (type.Path, field.Name) switch
    {
        ("repositories/rpm/rpm" or "publications/rpm/rpm", "metadata_checksum_type" or "package_checksum_type" or "sqlite_metadata")
            when !release.Has("rpm", "3.30") => field with
            {
                ReadOnly = false,
                Nullable = field.Name != "sqlite_metadata",
                Default = type.Family == "publications" && field.Name != "sqlite_metadata" ? "sha256" : field.Default,
            },
        ("remotes/container/container", "include_tags" or "exclude_tags") when release.Has("container", "2.28") =>
            field with { WriteOnly = true },
        ("publications/deb/apt", "structured") when !release.Has("deb", "3.0") => field with { Default = false },
        _ => field,
    };

    private static bool IsAt(EntityType type, string path) => path.Length == 0
        || type.Path == path
        || type.Path.StartsWith(path.EndsWith('/') ? path : path + "/", StringComparison.Ordinal);

    private static Field VersionOfRepository() => new("repository_version", "reference") { Nullable = true, Targets = ["versions/"] };

    private static Field Names(string name) => new(name, "list") { Items = "string", Nullable = true };

    private static Field Check(string name) => new(name, "integer") { Minimum = 0, Maximum = 1, Default = 0 };

    /// <summary>Taken, forgotten and not shown: an option of before that does nothing any more.</summary>
    private static Field Dropped(string name) => new(name, "json") { ReadOnly = true, WriteOnly = true };
}
