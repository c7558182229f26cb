// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Sandbox.Api.Lists;
using Sandbox.Api.Presentation;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Store;
using Sandbox.Versions;

namespace Sandbox.Api.Repositories;

/// <summary>Versions of a repository: list, read, delete, repair.</summary>
internal sealed class VersionEndpoints(PulpInstance pulp, Validator validator, VersionPresentation presentation)
{
    private static readonly HashSet<string> Filters =
    [
        "number", "number__gt", "number__gte", "number__lt", "number__lte",
        "number__range", "content", "content__in", "pulp_created", "pulp_created__gt",
        "pulp_created__gte", "pulp_created__lt", "pulp_created__lte", "pulp_created__range", "pulp_href__in", "prn__in",
    ];

    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(
            type => type.Family == "repositories" && type.Path.Contains('/', StringComparison.Ordinal)))
        {
            var path = $"{type.ListHref}{{id}}/versions";
            router.Map(
                "GET",
                path,
                exchange => Listing.ReplyAsync(
                    exchange, pulp.Store.Versions.Of(Repository(exchange, type).Href).Select(presentation.RowOf), Filters));
            router.Map("GET", $"{path}/{{number}}", exchange => exchange.ReplyAsync(
                200, FieldSelection.Apply(exchange.Request, presentation.Show(Find(exchange, type)))));
            router.Map("DELETE", $"{path}/{{number}}", exchange => DeleteAsync(exchange, type));
            router.Map("POST", $"{path}/{{number}}/repair", exchange => RepairAsync(exchange, type));
        }

        router.Map(
            "GET",
            $"{EntityType.Root}repository_versions",
            exchange => Listing.ReplyAsync(exchange, pulp.Store.Versions.All.Select(presentation.RowOf), Filters));
        router.Map("POST", $"{EntityType.Root}repair", RepairAllAsync);
    }

    private Entity Repository(Exchange exchange, EntityType type) =>
        pulp.Store.Find(type.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(type.Model);

    private RepositoryVersion Find(Exchange exchange, EntityType type) =>
        int.TryParse(exchange.Path["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && pulp.Store.Versions.Of(Repository(exchange, type).Href).Find(version => version.Number == number) is { } found
                ? found
                : throw HttpProblemException.NoSuch("RepositoryVersion");

    private async Task DeleteAsync(Exchange exchange, EntityType type)
    {
        var version = Find(exchange, type);
        if (pulp.Store.Versions.Of(version.Repository.Href).Count == 1)
        {
            throw HttpProblemException.Detail(
                400, "Cannot delete repository version. Repositories must have at least one repository version.");
        }

        var task = pulp.Task("pulpcore.app.tasks.repository.delete_version", exchange, [version.Repository.Prn], []);
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, _ =>
        {
            EntityRemoval.Remove(pulp.Store, version);

            return Task.CompletedTask;
        }));
    }

    private async Task RepairAsync(Exchange exchange, EntityType type)
    {
        var version = Find(exchange, type);
        var body = validator.Check(pulp.Schema.Bodies["Repair"], await exchange.BodyAsync());
        var task = pulp.Task("pulpcore.app.tasks.repository.repair_version", exchange, [], [version.Repository.Prn]);
        await exchange.AcceptedAsync(
            pulp.Tasks.Dispatch(
                task, context => Repair.RunAsync(pulp.Store, version.Content, Values.Text(body["verify_checksums"]) == "true", context)));
    }

    private async Task RepairAllAsync(Exchange exchange)
    {
        var body = validator.Check(pulp.Schema.Bodies["Repair"], await exchange.BodyAsync());
        var task = pulp.Task("pulpcore.app.tasks.repository.repair_all_artifacts", exchange, [], []);
        await exchange.AcceptedAsync(
            pulp.Tasks.Dispatch(
                task,
                context => Repair.RunAsync(pulp.Store, pulp.Store.Content.All, Values.Text(body["verify_checksums"]) == "true", context)));
    }
}
