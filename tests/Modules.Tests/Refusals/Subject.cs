// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Access;
using Modules.Converge;
using Modules.Pulp.Entities;

namespace Modules.Tests.Refusals;

/// <summary>A recorded entity as the product has it: the module, its fields, and the fewest arguments that make one.</summary>
internal sealed record Subject(IModule Module, Entity Entity, JsonObject Base)
{
    /// <summary>The option that holds the fields; null where they stand at the top.</summary>
    public string? Inside => Module switch { UserModule => "user", GroupModule => "group", _ => null };

    public ArgumentSpec Spec =>
        Inside is { } name ? Module.Arguments.Arguments.Single(each => each.Name == name).Options! : Module.Arguments;

    /// <summary>Null for what the product has no module for.</summary>
    public static Subject? Of(string recorded)
    {
        var (name, more) = recorded switch
        {
            "guard.x509" => ("x509_cert_guard", """{"ca_certificate": "CA"}"""),
            "guard.header" => ("header_content_guard", """{"header_name": "h", "header_value": "v"}"""),
            "guard.rbac" => ("rbac_content_guard", "{}"),
            "guard.composite" => ("composite_content_guard", "{}"),
            "exporter.pulp" => ("pulp_exporter", """{"path": "/tmp/x", "repositories": ["ctx"]}"""),
            "importer.pulp" => ("pulp_importer", "{}"),
            "publication.deb_verbatim" => ("deb_publication", """{"repository": "ctx", "mode": "verbatim"}"""),
            "publication.deb" => ("deb_publication", """{"repository": "ctx", "mode": "simple"}"""),
            "role" => ("role", """{"permissions": []}"""),
            "remote.deb" => ("deb_remote", """{"url": "http://up.example.org/", "distributions": ["stable"]}"""),
            "remote.container" => ("container_remote", """{"url": "http://up.example.org/", "upstream_name": "x/y"}"""),
            _ when recorded.Split('.') is [var kind, var plugin] => ($"{plugin}_{kind}", kind switch
            {
                "remote" => """{"url": "http://up.example.org/"}""",
                "distribution" => """{"base_path": "some/where"}""",
                "publication" => """{"repository": "ctx"}""",
                "acs" => """{"remote": "ctx"}""",
                _ => "{}",
            }),
            _ => (recorded, "{}"),
        };

        if (Catalog.Modules.FirstOrDefault(module => module.Name == name) is not { } found)
        {
            return null;
        }

        var entity = found switch
        {
            EntityModule module => module.Entity,
            UserModule => UserModule.Entity,
            GroupModule => GroupModule.Entity,
            _ => throw new InvalidOperationException(name),
        };
        var arguments = JsonNode.Parse(more)!.AsObject();
        if (arguments.ContainsKey("ca_certificate"))
        {
            arguments["ca_certificate"] = Symbols.Certificate;
        }

        if (!entity.Immutable)
        {
            arguments[entity.Key[0].Argument.Name] = "e";
        }

        return new Subject(found, entity, arguments);
    }

    /// <summary>The arguments of a call with values for API fields; null where one has no option that says it so.</summary>
    public JsonObject? Arguments(JsonObject sent, bool onlyKey)
    {
        var keys = Entity.Key.Select(key => key.Argument.Name)
            .Concat(Entity.Fields.Where(field => field.NeededIfPresent).Select(field => field.Argument.Name));
        var inner = new JsonObject(
            Base.Where(pair => !onlyKey || keys.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        foreach (var (field, value) in sent)
        {
            if (Option(field, value) is not { } option)
            {
                return null;
            }

            inner[option] = value?.DeepClone();
        }

        var all = Inside is { } name ? new JsonObject { [name] = inner } : inner;
        (all["username"], all["password"]) = ("admin", "secret of the login");
        if (Module.Arguments.Arguments.Any(each => each.Name == "state"))
        {
            all["state"] = "present";
        }

        return all;
    }

    public Field? FieldOf(string apiName) => Entity.AllFields.FirstOrDefault(field => field.ApiName == apiName);

    private string? Option(string apiName, JsonNode? value)
    {
        var field = FieldOf(apiName);
        var isName = field is { IsReference: true } && value?.ToJsonString() != "\"\""; // options name what the API calls by its href
        return field is null or ReferencesField or { Arguments.Count: > 1 } || field.Argument.Name == "mode" || value is null || isName
            ? null
            : field.Argument.Name;
    }
}
