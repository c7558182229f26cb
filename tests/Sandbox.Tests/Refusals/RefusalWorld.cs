// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Refusals;

/// <summary>What the recording's objects were: those that are referred to, and the least that makes one of each kind.</summary>
internal sealed partial class RefusalWorld
{
    private const string Missing = "01900000-0000-7000-8000-000000000000";

    private static readonly (string Certificate, string Key) Pem = Make();

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["acs.deb"] = "acs/deb/deb", ["acs.file"] = "acs/file/file", ["acs.rpm"] = "acs/rpm/rpm",
        ["container_namespace"] = "pulp_container/namespaces",
        ["distribution.container"] = "distributions/container/container", ["distribution.deb"] = "distributions/deb/apt",
        ["distribution.file"] = "distributions/file/file", ["distribution.rpm"] = "distributions/rpm/rpm",
        ["exporter.pulp"] = "exporters/core/pulp", ["importer.pulp"] = "importers/core/pulp", ["group"] = "groups",
        ["guard.composite"] = "contentguards/core/composite", ["guard.header"] = "contentguards/core/header",
        ["guard.rbac"] = "contentguards/core/rbac", ["guard.x509"] = "contentguards/certguard/x509",
        ["publication.deb"] = "publications/deb/apt", ["publication.deb_verbatim"] = "publications/deb/verbatim",
        ["publication.file"] = "publications/file/file", ["publication.python"] = "publications/python/pypi",
        ["publication.rpm"] = "publications/rpm/rpm",
        ["remote.container"] = "remotes/container/container", ["remote.deb"] = "remotes/deb/apt", ["remote.file"] = "remotes/file/file",
        ["remote.python"] = "remotes/python/python", ["remote.rpm"] = "remotes/rpm/rpm", ["remote.uln"] = "remotes/rpm/uln",
        ["repository.container"] = "repositories/container/container", ["repository.deb"] = "repositories/deb/apt",
        ["repository.file"] = "repositories/file/file", ["repository.rpm"] = "repositories/rpm/rpm",
        ["role"] = "roles", ["user"] = "users",
    };

    private readonly PulpInstance _pulp;
    private int _names;

    public RefusalWorld(PulpInstance pulp)
    {
        _pulp = pulp;
        var type = pulp.Schema.Types["repositories/file/file"];
        pulp.Store.Add(new Entity(type, Guid.CreateVersion7().ToString(), DateTime.UtcNow, Fields(type, "ctx-file")));
    }


    public static string PathOf(string entity) => Paths[entity];

    /// <summary>Puts there what a request refers to, under its recorded id.</summary>
    public void Ensure(RefusalRow row)
    {
        var policy = row.Recorded["body"].ToJsonStringOrNull().Contains("must have the", StringComparison.Ordinal)
            ? "immediate"
            : "on_demand";
        foreach (Match reference in Reference().Matches(row.Sent.ToJsonStringOrNull()))
        {
            var (path, id) = (reference.Groups[1].Value, reference.Groups[2].Value);
            if (id != Missing && _pulp.Schema.Types.TryGetValue(path, out var type) && _pulp.Store.Find(type.Href(id)) is null)
            {
                _pulp.Store.Add(new Entity(type, id, DateTime.UtcNow, Fields(type, $"known-{id}", policy)));
            }
        }
    }

    /// <summary>The least that makes one of this kind.</summary>
    public JsonObject Least(string entity, string had)
    {
        var name = $"{entity}-{++_names}";
        JsonObject body = entity switch
        {
            "user" => new() { ["username"] = name },
            "role" => new() { ["name"] = name, ["permissions"] = new JsonArray("core.view_task") },
            "exporter.pulp" => new() { ["name"] = name, ["path"] = $"/tmp/{name}", ["repositories"] = new JsonArray() },
            "guard.header" => new() { ["name"] = name, ["header_name"] = "X", ["header_value"] = "v" },
            "guard.x509" => new() { ["name"] = name, ["ca_certificate"] = Pem.Certificate },
            "remote.container" => new() { ["name"] = name, ["url"] = "http://127.0.0.1:9/", ["upstream_name"] = "u" },
            "remote.deb" => new() { ["name"] = name, ["url"] = "http://127.0.0.1:9/", ["distributions"] = "d" },
            "remote.uln" => new() { ["name"] = name, ["url"] = "uln://ol8", ["username"] = "u", ["password"] = "p" },
            _ when entity.StartsWith("remote.", StringComparison.Ordinal) => new() { ["name"] = name, ["url"] = "http://127.0.0.1:9/" },
            _ when entity.StartsWith("distribution.", StringComparison.Ordinal) =>
                new() { ["name"] = name, ["base_path"] = $"path{_names}" },
            _ when entity.StartsWith("acs.", StringComparison.Ordinal) =>
                new() { ["name"] = name, ["remote"] = Made($"remotes/{Kind(entity)}") },
            _ when entity.StartsWith("publication.", StringComparison.Ordinal) =>
                new() { ["repository"] = Made($"repositories/{Kind(entity)}") },
            _ => new() { ["name"] = name },
        };
        foreach (var (field, value) in More(had))
        {
            body[field] = value;
        }

        return body;
    }

    /// <summary>The recording writes long texts and certificates briefly.</summary>
    public static JsonNode? Expand(JsonNode? node) => node switch
    {
        null => null,
        JsonObject brief when brief.ContainsKey("_repeat") =>
            string.Concat(Enumerable.Repeat((string)brief["_repeat"]!, (int)brief["times"]!)),
        JsonObject brief when brief.ContainsKey("_pem") => (string)brief["_pem"]! == "CA" ? Pem.Certificate : Pem.Key,
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Expand(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Expand)]),
        _ => node.DeepClone(),
    };

    private static string Kind(string entity) => entity.Split('.')[1] switch
    {
        "deb" or "deb_verbatim" => "deb/apt",
        var kind => $"{kind}/{kind}",
    };

    private string Made(string path)
    {
        var type = _pulp.Schema.Types[path];

        return _pulp.Store.Add(
            new Entity(type, Guid.CreateVersion7().ToString(), DateTime.UtcNow, Fields(type, $"{path}-{++_names}"))).Href;
    }

    private JsonObject Fields(EntityType type, string name, string policy = "on_demand")
    {
        var fields = new JsonObject(type.Fields.Where(field => !field.ReadOnly)
            .Select(field => KeyValuePair.Create(field.Name, field.Default?.DeepClone())));
        fields["name"] = name;
        if (type.Family == "remotes")
        {
            (fields["url"], fields["policy"]) = ("http://127.0.0.1:9/", policy);
        }

        if (type.Family == "publications")
        {
            var kind = type.Path["publications/".Length..].Replace("pypi", "python", StringComparison.Ordinal);
            fields["repository_version"] = _pulp.Store.Versions.Latest(_pulp.Store.Find(Made($"repositories/{kind}"))!).Href;
        }

        return fields;
    }

    private static IEnumerable<(string Field, string Value)> More(string had) => had switch
    {
        "login" => [("username", "u"), ("password", "p")],
        "proxy" => [("proxy_url", "http://proxy:3128"), ("proxy_username", "u"), ("proxy_password", "p")],
        "proxy-url" => [("proxy_url", "http://proxy:3128")],
        "cert" => [("client_cert", Pem.Certificate), ("client_key", Pem.Key)],
        _ => [],
    };

    private static (string Certificate, string Key) Make()
    {
        using var authority = Certificates.SelfSigned("golden");

        return (authority.ExportCertificatePem() + "\n", Certificates.Key(authority) + "\n");
    }

    [GeneratedRegex("/pulp/api/v3/([a-z_/-]+)/([0-9a-f]{8}-[0-9a-f-]{27})/")]
    private static partial Regex Reference();
}
