// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
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
        var orders = (body["config"] as JsonArray ?? throw HttpProblemException.Field("config", "Expected a list.")).Select(Read).ToList();
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

    private Order Read(JsonNode? node)
    {
        var links = new Hyperlinks(pulp.Schema, pulp.Store);
        var source = Href("source_repo_version");
        var version = pulp.Store.Versions.Find(source)
            ?? throw HttpProblemException.Refused(new JsonArray($"URI {source} not found for repositoryversion."));
        var target = Href("dest_repo");
        var repository = pulp.Store.Find(target)
            ?? throw HttpProblemException.Refused(new JsonArray($"URI {target} not found for repository."));

        return new Order(
            version,
            repository,
            Base(node?["dest_base_version"], repository),
            node?["content"]?.AsArray().Select(href => EntityType.IdOf(Values.Text(href)!)).ToHashSet());

        string Href(string name) => links.Local(Values.Text(node?[name]) ?? "");
    }

    /// <summary>The version that is added to, named by its number.</summary>
    private RepositoryVersion? Base(JsonNode? given, Entity repository) => given switch
    {
        null => null,
        _ when given.GetValueKind() != JsonValueKind.Number =>
            throw HttpProblemException.NonField(
                $"Provided copy criteria is invalid:'[\"{given.ToJsonString()} is not of type 'integer'\"]'"),
        _ => pulp.Store.Versions.Find($"{repository.Href}versions/{given}/")
            ?? throw HttpProblemException.Refused(
                new JsonArray($"Version {given} does not exist for repository '{repository.Text("name")}'.")),
    };
}
