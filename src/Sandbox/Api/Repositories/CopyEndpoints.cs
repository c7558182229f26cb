// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Versions;

namespace Sandbox.Api.Repositories;

/// <summary>/rpm/copy/ and /deb/copy/: content of one version into another repository. Dependencies are not solved here.</summary>
internal sealed class CopyEndpoints(PulpInstance pulp, Validator validator, RepositoryEndpoints repositories)
{
    private sealed record Order(RepositoryVersion Source, Entity Target, RepositoryVersion? Base, IReadOnlySet<string>? Content);

    public void Map(Router router)
    {
        foreach (var app in (ReadOnlySpan<string>)["rpm", "deb"])
        {
            var plugin = app;
            router.Map("POST", $"{EntityType.Root}{plugin}/copy", exchange => CopyAsync(exchange, plugin));
        }
    }

    private async Task CopyAsync(Exchange exchange, string app)
    {
        var body = validator.Check(pulp.Schema.Bodies["Copy"], await exchange.BodyAsync());
        var config = CopyConfig.Of(body["config"]);
        var places = new CopyPlaces(pulp, exchange, app);
        var orders = config.Select(node => (Node: node, Place: places.Of(node)))
            .ToList() // all of them may be copied, before what is copied is looked at
            .Select(each => new Order(
                each.Place.Source,
                each.Place.Target,
                Base(each.Node["dest_base_version"], each.Place.Target),
                each.Node["content"]?.AsArray().Select(href => EntityType.IdOf(CopyPlaces.Local(href))).ToHashSet()))
            .ToList();
        var task = pulp.Task(
            $"pulp_{app}.app.tasks.copy.copy_content",
            exchange,
            orders.Select(order => order.Target.Prn).Distinct(),
            orders.Select(order => order.Source.Repository.Prn).Distinct());
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, async context =>
        {
            foreach (var order in orders)
            {
                var copied = order.Source.Content.Where(unit => order.Content?.Contains(unit.Id) ?? true);
                var basis = order.Base ?? pulp.Store.Versions.Latest(order.Target);
                await repositories.FinishAsync(
                    order.Target, pulp.Store.Versions.Create(order.Target, basis.Content.Concat(copied), order.Base), context);
            }
        }));
    }

    /// <summary>The version that is added to, named by its number.</summary>
    private RepositoryVersion? Base(JsonNode? given, Entity repository) => given switch
    {
        null => null,
        _ => pulp.Store.Versions.Find($"{repository.Href}versions/{given}/")
            ?? throw HttpProblemException.Refused(
                new JsonArray($"Version {given} does not exist for repository '{repository.Text("name")}'.")),
    };
}
