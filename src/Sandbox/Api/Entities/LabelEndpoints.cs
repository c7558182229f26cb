// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;

namespace Sandbox.Api.Entities;

/// <summary>set_label and unset_label of everything that has labels.</summary>
internal sealed class LabelEndpoints(PulpInstance pulp, Validator validator)
{
    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(type => type.Fields.Any(field => field.Name == "pulp_labels")))
        {
            router.Map(
                "POST",
                $"{type.ListHref}{{id}}/set_label",
                exchange => ChangeAsync(exchange, type, "SetLabel", (labels, key, value) => labels[key] = value?.DeepClone()));
            router.Map(
                "POST",
                $"{type.ListHref}{{id}}/unset_label",
                exchange => ChangeAsync(exchange, type, "UnsetLabel", (labels, key, _) => labels.Remove(key)));
        }
    }

    private async Task ChangeAsync(Exchange exchange, EntityType type, string schema, Action<JsonObject, string, JsonNode?> change)
    {
        var id = exchange.Path["id"];
        var unit = type.UnitType is null ? null : pulp.Store.Content.FindById(id);
        var entity = pulp.Store.Find(type.Href(id));
        if (unit is null && entity is null)
        {
            throw HttpProblemException.NoSuch(type.Model);
        }

        var body = validator.Check(pulp.Schema.Bodies[schema], await exchange.BodyAsync());
        var key = body["key"]!.GetValue<string>();
        var labels = (unit is not null ? pulp.Store.Labels(unit) : entity!.Fields["pulp_labels"] ?? new JsonObject())
            .DeepClone()
            .AsObject();
        body["value"] = body["value"]?.DeepClone() ?? (schema == "UnsetLabel" ? labels[key]?.DeepClone() : null);
        change(labels, key, body["value"]);
        if (unit is not null)
        {
            pulp.Store.Label(unit, labels);
        }
        else
        {
            entity!.Update(new JsonObject { ["pulp_labels"] = labels }, DateTime.UtcNow);
            pulp.Store.OnChanged();
        }

        await exchange.ReplyAsync(201, body);
    }
}
