// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api.Transfer;

/// <summary>The exports of an exporter, or the imports of an importer: kept with it, in a field no answer shows.</summary>
internal sealed class Records(PulpInstance pulp, EntityType type, string name, string model)
{
    public string Path => $"{type.ListHref}{{id}}/{name}";

    public void Map(Router router)
    {
        router.Map(
            "GET",
            Path,
            exchange => Listing.ReplyAsync(
                exchange, Of(Owner(exchange)).Select(record => Row.Of(Show(record), Created(record))), null));
        router.Map("GET", $"{Path}/{{record}}", exchange => exchange.ReplyAsync(200, Show(Find(exchange))));
        router.Map("DELETE", $"{Path}/{{record}}", exchange =>
        {
            var (owner, record) = (Owner(exchange), Find(exchange));
            Set(owner, Of(owner).Where(other => (string?)other["pulp_href"] != (string?)record["pulp_href"]));

            return exchange.EmptyAsync(204);
        });
    }

    public Entity Owner(Exchange exchange) =>
        pulp.Store.Find(type.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(type.Model);

    public static string? Text(JsonObject record, string field) => (string?)record[field];

    /// <summary>The owner's record of this href.</summary>
    public JsonObject? Find(Entity owner, string? href) => Of(owner).FirstOrDefault(record => Text(record, "pulp_href") == href);

    /// <summary>Adds a record.</summary>
    /// <returns>Its href.</returns>
    public string Add(Entity owner, JsonObject values)
    {
        var (id, now) = (Guid.CreateVersion7().ToString(), DateTime.UtcNow);
        var record = new JsonObject
        {
            ["pulp_href"] = $"{owner.Href}{name}/{id}/",
            ["prn"] = $"prn:core.{model.ToLowerInvariant()}:{id}",
            ["pulp_created"] = Clock.Show(now),
            ["pulp_last_updated"] = Clock.Show(now),
        };
        foreach (var (key, value) in values)
        {
            record[key] = value?.DeepClone();
        }

        Set(owner, Of(owner).Append(record));

        return $"{owner.Href}{name}/{id}/";
    }

    private JsonObject Find(Exchange exchange) =>
        Find(Owner(exchange), $"{Owner(exchange).Href}{name}/{exchange.Path["record"]}/") ?? throw HttpProblemException.NoSuch(model);

    private IEnumerable<JsonObject> Of(Entity owner) => (owner.Fields[name]?.AsArray() ?? []).Select(record => record!.AsObject());

    private static JsonObject Show(JsonObject record) => record.DeepClone().AsObject();

    private static DateTime Created(JsonObject record) => ((DateTime)record["pulp_created"]!).ToUniversalTime();

    private void Set(Entity owner, IEnumerable<JsonObject> records)
    {
        owner.Update(new JsonObject { [name] = new JsonArray([.. records.Select(record => record.DeepClone())]) }, owner.LastUpdated);
        pulp.Store.OnChanged();
    }
}
