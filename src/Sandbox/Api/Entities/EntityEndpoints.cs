// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Access;
using Sandbox.Api.Lists;
using Sandbox.Api.Presentation;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox.Api.Entities;

/// <summary>List, create, read, update and delete of everything the schema describes.</summary>
internal sealed class EntityEndpoints(PulpInstance pulp, EntityPresentation presentation, Validator validator, EntityCreation creation)
{
    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(type => type.Family != "content"))
        {
            router.Map("GET", type.ListHref, exchange => ListAsync(exchange, type));
            router.Map("GET", $"{type.ListHref}{{id}}", exchange => exchange.ReplyAsync(
                200, FieldSelection.Apply(exchange.Request, Show(exchange, Find(exchange, type)))));
            if (type.Verbs.Contains("create") && type.Family != "publications")
            {
                router.Map("POST", type.ListHref, exchange => CreateAsync(exchange, type));
            }

            if (type.Verbs.Contains("update"))
            {
                router.Map("PATCH", $"{type.ListHref}{{id}}", exchange => UpdateAsync(exchange, type, partial: true));
                router.Map("PUT", $"{type.ListHref}{{id}}", exchange => UpdateAsync(exchange, type, partial: false));
            }

            if (type.Verbs.Contains("delete"))
            {
                router.Map("DELETE", $"{type.ListHref}{{id}}", exchange => DeleteAsync(exchange, type));
            }
        }
    }

    /// <summary>The entity the path names.</summary>
    /// <exception cref="HttpProblemException">404.</exception>
    public Entity Find(Exchange exchange, EntityType type) =>
        pulp.Store.Find(type.Href(exchange.Path["id"])) is { } found && Visibility.For(pulp.Store, exchange.Account).Sees(found)
            ? found
            : throw HttpProblemException.NoSuch(type.Model);

    private Entity Changeable(Exchange exchange, EntityType type) => Find(exchange, type) is var entity && entity.Flag("locked")
        ? throw HttpProblemException.Detail(403, "The role is locked.")
        : entity;

    private JsonObject Show(Exchange exchange, Entity entity) => presentation.Show(entity, exchange.Request.Host.ToString());

    private Task ListAsync(Exchange exchange, EntityType type)
    {
        new HrefFilters(pulp).Check(exchange.Request.Query);
        var shape = type.Path.Contains('/', StringComparison.Ordinal) ? null : type;
        var rows = IndexedSearch.Of(pulp.Store, type, exchange.Request.Query)
            .Where(Visibility.For(pulp.Store, exchange.Account).Sees)
            .Select(entity => presentation.RowOf(entity, exchange.Request.Host.ToString(), shape));

        return Listing.ReplyAsync(exchange, rows, type.Filters);
    }

    private async Task CreateAsync(Exchange exchange, EntityType type)
    {
        var body = await exchange.BodyAsync();
        if (!type.ByTask.Contains("create"))
        {
            Entity made;
            lock (pulp.Store.Writing)
            {
                var wanted = validator.Check(type, null, body, partial: false);
                ContainerFilters.Translate(pulp.Release, wanted);
                DatabaseRules.CheckAtOnce(wanted);
                made = creation.Make(wanted);
                ObjectRoles.Own(pulp.Store, made, exchange.Account!.Username);
            }

            await exchange.CreatedAsync(made.Href, Show(exchange, made));
            return;
        }

        var draft = validator.Check(type, null, body, partial: false);
        var task = pulp.Task(TaskNames.Create, exchange, BasePathLock(type), DistributionLock(type));
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, context =>
        {
            lock (pulp.Store.Writing)
            {
                FieldRules.Recheck(pulp.Store, draft);
                var made = creation.Make(draft);
                ObjectRoles.Own(pulp.Store, made, exchange.Account!.Username);
                context.Created(made.Href);
                context.Result(JsonbOrder.Of(presentation.Show(made, null)));
            }

            return Task.CompletedTask;
        }));
    }

    private async Task UpdateAsync(Exchange exchange, EntityType type, bool partial)
    {
        var entity = Changeable(exchange, type);
        var draft = validator.Check(type, entity, await exchange.BodyAsync(), partial);
        ContainerFilters.Translate(pulp.Release, draft);
        if (!type.ByTask.Contains("update") || (!draft.Changes && pulp.Release.Has("3.90")))
        {
            if (draft.Changes)
            {
                Update(entity, draft);
            }

            var shown = Show(exchange, entity);
            _ = shown.Remove("sqlite_metadata"); // of what went, the one thing that is left out here and shown elsewhere
            EntityCreation.Settle(entity);
            await exchange.ReplyAsync(200, shown);
            return;
        }

        var locks = draft.Values.ContainsKey("base_path") ? BasePathLock(type) : [];
        var task = pulp.Task(TaskNames.Update, exchange, [entity.Prn, .. locks], DistributionLock(type));
        await exchange.AcceptedAsync(await pulp.Tasks.DispatchNowAsync(task, context =>
        {
            DatabaseRules.Check(draft);
            lock (pulp.Store.Writing)
            {
                FieldRules.Recheck(pulp.Store, draft);
                Update(entity, draft);
            }

            context.Result(JsonbOrder.Of(presentation.Show(entity, null)));

            return Task.CompletedTask;
        }));
    }

    private void Update(Entity entity, Draft draft)
    {
        entity.Update(draft.Values, DateTime.UtcNow);
        creation.AfterUpdate(entity, draft);
        pulp.Store.OnChanged();
    }

    private async Task DeleteAsync(Exchange exchange, EntityType type)
    {
        var entity = Changeable(exchange, type);
        if (!type.ByTask.Contains("delete"))
        {
            EntityRemoval.Remove(pulp.Store, entity);
            await exchange.EmptyAsync(204);
            return;
        }

        // A push repository goes with its distribution; nothing else can remove it.
        var several = type.Path is "distributions/container/container" or "pulp_container/namespaces" || type.Family == "acs";
        Entity[] doomed = several
            && pulp.Store.Find(entity.Text("repository")) is { Type.Path: "repositories/container/container-push" } pushed
            ? [pushed, entity]
            : [entity];
        var task = pulp.Task(
            several ? TaskNames.MultiDelete : TaskNames.Delete,
            exchange,
            doomed.Select(each => each.Prn),
            several ? [] : DistributionLock(type));
        await exchange.AcceptedAsync(await pulp.Tasks.DispatchNowAsync(task, _ =>
        {
            RequireUnprotected(entity);
            foreach (var each in doomed)
            {
                EntityRemoval.Remove(pulp.Store, each);
            }

            return Task.CompletedTask;
        }));
    }

    /// <summary>A source of content cannot lose its remote.</summary>
    private void RequireUnprotected(Entity entity)
    {
        if (pulp.Store.Referring(entity.Href).FirstOrDefault(holder => holder.Type.Family == "acs") is { } holder)
        {
            var code = pulp.Release.Has("3.106")
                ? "[PLP0029] Cannot delete the object because it is still referenced by other objects: "
                : "";
            throw new TaskFailedException(
                $"{code}(\"Cannot delete some instances of model '{entity.Type.Model}' because they are referenced through protected "
                + $"foreign keys: 'AlternateContentSource.remote'.\", {{<{holder.Type.Model}: {holder.Text("name")}>}})");
        }
    }

    private IEnumerable<string> BasePathLock(EntityType type) =>
        type.Family == "distributions" && !pulp.Release.Has("3.110") ? [$"pdrn:{pulp.Domain}:distribution.base_path"] : [];

    private IEnumerable<string> DistributionLock(EntityType type) =>
        type.Family == "distributions" && !pulp.Release.Has("3.110") ? [$"pdrn:{pulp.Domain}:distributions"] : [];
}
