// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api.Access;

/// <summary>roles/ of users and groups: what they may do with everything, or with one thing.</summary>
internal sealed class ModelRoleEndpoints(PulpInstance pulp, Validator validator)
{
    private static readonly HashSet<string> Filters =
    [
        "role", "role__in", "role__contains", "role__icontains", "role__startswith",
        "content_object", "domain", "pulp_created", "pulp_href__in", "prn__in",
    ];

    public void Map(Router router)
    {
        foreach (var (path, model) in new[] { ("users", "User"), ("groups", "Group") })
        {
            var type = pulp.Schema.Types[path];
            var list = $"{type.ListHref}{{id}}/roles";
            router.Map("GET", list, exchange => Listing.ReplyAsync(
                exchange,
                ModelRoles.Of(Holder(exchange, type)).Select(grant => Row.Of(Show(Holder(exchange, type), model, grant), Created(grant))),
                Filters));
            router.Map("POST", list, exchange => AddAsync(exchange, type, model));
            router.Map(
                "GET",
                $"{list}/{{grant}}",
                exchange => exchange.ReplyAsync(200, Show(Holder(exchange, type), model, Find(exchange, type, model))));
            router.Map("DELETE", $"{list}/{{grant}}", exchange => RemoveAsync(exchange, type, model));
        }
    }

    private Entity Holder(Exchange exchange, EntityType type) =>
        pulp.Store.Find(type.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(type.Model);

    private JsonObject Find(Exchange exchange, EntityType type, string model) =>
        ModelRoles.Of(Holder(exchange, type)).FirstOrDefault(grant => (string?)grant["id"] == exchange.Path["grant"])
            ?? throw HttpProblemException.NoSuch($"{model}Role");

    private async Task AddAsync(Exchange exchange, EntityType type, string model)
    {
        var holder = Holder(exchange, type);
        var body = validator.Check(pulp.Schema.Bodies[$"{model}Role"], await exchange.BodyAsync());
        var role = Values.Text(body["role"])!;
        if (!pulp.Store.Named("roles", "name", role).Any())
        {
            throw HttpProblemException.Field("role", $"Role '{role}' does not exist.");
        }

        var thing = Values.Text(body["content_object"]) ?? Values.Text(body["content_object_prn"]);
        var entity = thing is null ? null : pulp.Store.Find(new Hyperlinks(pulp.Schema, pulp.Store).Local(thing))
            ?? throw HttpProblemException.Field("content_object", "Invalid value: object does not exist.");
        if (ModelRoles.Has(holder, role, entity?.Href))
        {
            throw HttpProblemException.NonField($"The role is already assigned to this {model.ToLowerInvariant()}.");
        }

        var grant = ModelRoles.Give(holder, role, entity?.Href);
        if (entity is not null)
        {
            ObjectRoles.Add(pulp.Store, entity, OnObject(holder, grant));
        }

        pulp.Store.OnChanged();
        await exchange.CreatedAsync(Href(holder, grant), Show(holder, model, grant));
    }

    private Task RemoveAsync(Exchange exchange, EntityType type, string model)
    {
        var (holder, grant) = (Holder(exchange, type), Find(exchange, type, model));
        ModelRoles.Take(holder, (string)grant["role"]!, (string?)grant["content_object"]);
        if (pulp.Store.Find((string?)grant["content_object"]) is { } entity)
        {
            ObjectRoles.Remove(pulp.Store, entity, OnObject(holder, grant));
        }

        pulp.Store.OnChanged();

        return exchange.EmptyAsync(204);
    }

    private static ObjectRole OnObject(Entity holder, JsonObject grant) => holder.Type.Path == "users"
        ? new ObjectRole((string)grant["role"]!, [holder.Text("username")!], [])
        : new ObjectRole((string)grant["role"]!, [], [holder.Text("name")!]);

    private static string Href(Entity holder, JsonObject grant) => $"{holder.Href}roles/{grant["id"]}/";

    private static DateTime Created(JsonObject grant) => ((DateTime)grant["created"]!).ToUniversalTime();

    private JsonObject Show(Entity holder, string model, JsonObject grant)
    {
        var role = pulp.Store.Named("roles", "name", (string)grant["role"]!).FirstOrDefault();

        return new JsonObject
        {
            ["pulp_href"] = Href(holder, grant),
            ["prn"] = $"prn:core.{model.ToLowerInvariant()}role:{grant["id"]}",
            ["pulp_created"] = Clock.Show(Created(grant)),
            ["pulp_last_updated"] = Clock.Show(Created(grant)),
            ["role"] = grant["role"]?.DeepClone(),
            ["content_object"] = grant["content_object"]?.DeepClone(),
            ["content_object_prn"] = pulp.Store.Find((string?)grant["content_object"])?.Prn,
            ["description"] = role?.Text("description"),
            ["permissions"] = role?.Fields["permissions"]?.DeepClone() ?? new JsonArray(),
            ["domain"] = null,
        };
    }
}
