// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Store;
using Sandbox.Units;
using Sandbox.Versions;

namespace Sandbox.Api.Repositories;

/// <summary>What only container repositories do: tag, untag, copy, add and remove images.</summary>
internal sealed partial class ContainerEndpoints(PulpInstance pulp, Validator validator, RepositoryEndpoints repositories)
{
    private const string Add = "pulp_container.app.tasks.recursive_add.recursive_add_content";
    private const string Remove = "pulp_container.app.tasks.recursive_remove.recursive_remove_content";

    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(
            type => type.Path.StartsWith("repositories/container/", StringComparison.Ordinal)))
        {
            MapAction(router, type, "tag", "TagImage", "pulp_container.app.tasks.tag.tag_image", Tagged);
            MapAction(router, type, "untag", "UnTagImage", "pulp_container.app.tasks.untag.untag_image", Untagged);
        }

        var repository = pulp.Schema.Types["repositories/container/container"];
        MapAction(
            router,
            repository,
            "add",
            "RecursiveManage",
            Add,
            (_, content, body) => content.Union(ImageClosure.Of(pulp.Store, Units(body))));
        MapAction(
            router,
            repository,
            "remove",
            "RecursiveManage",
            Remove,
            (_, content, body) => IsAll(body) ? [] : ImageClosure.Without(pulp.Store, content, Units(body)));
        MapAction(
            router,
            repository,
            "copy_tags",
            "TagCopy",
            Add,
            (_, content, body) => content.Union(Copied(body, "container.tag", "names", unit => Values.Text(unit.Fields["name"])!)));
        MapAction(
            router,
            repository,
            "copy_manifests",
            "ManifestCopy",
            Add,
            (_, content, body) => content.Union(Copied(body, "container.manifest", "digests", unit => unit.Key)));
        var pushed = pulp.Schema.Types["repositories/container/container-push"];
        MapAction(router, pushed, "remove_image", "RemoveImage", Remove, WithoutImage);
        if (pulp.Release.Has("container", "2.29"))
        {
            router.Map("POST", $"{pushed.ListHref}{{id}}/migrate", exchange => MigrateAsync(exchange, pushed, repository));
        }
    }

    /// <summary>An action makes of the latest version's content, and of its request, what the next version holds.</summary>
    private void MapAction(
        Router router,
        EntityType type,
        string action,
        string schema,
        string taskName,
        Func<RepositoryVersion, IEnumerable<ContentUnit>, JsonObject, IEnumerable<ContentUnit>> next) =>
        router.Map("POST", $"{type.ListHref}{{id}}/{action}", async exchange =>
        {
            var repository = pulp.Store.Find(type.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(type.Model);
            var body = validator.Check(pulp.Schema.Bodies[schema], await exchange.BodyAsync());
            var latest = pulp.Store.Versions.Latest(repository);
            _ = next(latest, latest.Content, body).ToList(); // a request that cannot be met is refused, not failed
            var task = pulp.Task(taskName, exchange, [repository.Prn], []);
            await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, context =>
            {
                var now = pulp.Store.Versions.Latest(repository);

                return repositories.FinishAsync(repository, pulp.Store.Versions.Create(repository, next(now, now.Content, body)), context);
            }));
        });

    private List<Entity> Served(Entity repository) =>
        [.. pulp.Store.Referring(repository.Href).Where(holder => holder.Type.Family == "distributions")];

    /// <summary>A push repository of before becomes an ordinary one, under its own id, and is served as it was.</summary>
    private Task MigrateAsync(Exchange exchange, EntityType from, EntityType to)
    {
        var pushed = pulp.Store.Find(from.Href(exchange.Path["id"])) ?? throw HttpProblemException.NoSuch(from.Model);
        var task = pulp.Task(
            "pulp_container.app.tasks.migrate_push_repository.migrate_push_repository",
            exchange,
            [pushed.Prn, .. Served(pushed).Select(holder => holder.Prn)],
            []);

        return exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, context =>
        {
            var served = Served(pushed);
            var content = pulp.Store.Versions.Latest(pushed).Content.ToList();
            var migrated = pulp.Store.Add(new Entity(to, pushed.Id, pushed.Created, pushed.Fields.DeepClone().AsObject()));
            pulp.Store.Versions.Create(migrated, content);
            served.ForEach(holder => holder.Update(new JsonObject { ["repository"] = migrated.Href }, DateTime.UtcNow));
            EntityRemoval.Remove(pulp.Store, pushed);
            context.Created(migrated.Href);

            return Task.CompletedTask;
        }));
    }

    [System.Text.RegularExpressions.GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._-]*\\z")]
    private static partial System.Text.RegularExpressions.Regex TagName();

    /// <summary>As messages call a version.</summary>
    private static string Named(RepositoryVersion version) =>
        $"<Repository: {version.Repository.Text("name")}; Version: {version.Number}>";

    private static IEnumerable<ContentUnit> Tagged(RepositoryVersion latest, IEnumerable<ContentUnit> content, JsonObject body)
    {
        if (!TagName().IsMatch(Values.Text(body["tag"])!))
        {
            throw HttpProblemException.Field(
                "tag",
                "The provided tag is not valid. A tag may contain lowercase and uppercase ASCII alphabetic characters, digits, "
                    + "underscores, periods, and dashes. A tag must not start with a period or a dash.");
        }

        var digest = Values.Text(body["digest"])!;
        var manifest = latest.OfType("container.manifest").FirstOrDefault(unit => unit.Key == digest)
            ?? throw HttpProblemException.NonField(
                $"A manifest with the digest '{digest}' does not exist in the latest repository version '{Named(latest)}'");

        return content.Append(ContainerUnits.Tag(Values.Text(body["tag"])!, manifest));
    }

    private static IEnumerable<ContentUnit> Untagged(RepositoryVersion latest, IEnumerable<ContentUnit> content, JsonObject body)
    {
        var name = Values.Text(body["tag"])!;
        var tag = latest.OfType("container.tag").FirstOrDefault(unit => Values.Text(unit.Fields["name"]) == name)
            ?? throw HttpProblemException.NonField($"The tag '{name}' does not exist in the latest repository version '{Named(latest)}'");

        return content.Where(unit => unit != tag);
    }

    private IEnumerable<ContentUnit> WithoutImage(RepositoryVersion latest, IEnumerable<ContentUnit> content, JsonObject body)
    {
        var digest = Values.Text(body["digest"])!;
        var manifest = latest.OfType("container.manifest").FirstOrDefault(unit => unit.Key == digest)
            ?? throw HttpProblemException.NonField(
                $"A manifest with the digest '{digest}' does not exist in the latest repository version '{Named(latest)}'");
        var tags = latest.OfType("container.tag")
            .Where(tag => (Values.Text(tag.Fields["tagged_manifest"]) ?? "").Contains(manifest.Id, StringComparison.Ordinal));

        return ImageClosure.Without(pulp.Store, content, [manifest, .. tags]);
    }

    private HashSet<ContentUnit> Copied(JsonObject body, string unitType, string selection, Func<ContentUnit, string> name)
    {
        var (repository, version) = (Values.Text(body["source_repository"]), Values.Text(body["source_repository_version"]));
        if (repository is null == version is null)
        {
            throw HttpProblemException.NonField(
                "Either the 'source_repository' or 'source_repository_version' need to be specified"
                + (version is null ? "." : " but not both."));
        }

        var source = version is null ? pulp.Store.Versions.Latest(pulp.Store.Find(repository)!) : pulp.Store.Versions.Find(version)!;
        var wanted = body[selection]!.AsArray().Select(Values.Text).ToHashSet();

        return ImageClosure.Of(pulp.Store, source.OfType(unitType).Where(unit => wanted.Count == 0 || wanted.Contains(name(unit))));
    }

    private static bool IsAll(JsonObject body) => body["content_units"]!.AsArray().Any(href => Values.Text(href) == "*");

    private List<ContentUnit> Units(JsonObject body) =>
    [
        .. body["content_units"]!.AsArray().Select(href => pulp.Store.Content.FindById(EntityType.IdOf(Values.Text(href) ?? ""))
            ?? throw HttpProblemException.Refused(new JsonArray($"Could not find the following content units: ['{href}']"))),
    ];
}
