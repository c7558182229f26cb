// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Presentation;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Api.Entities;

/// <summary>Makes publications: the entity, and what it will serve.</summary>
internal sealed class Publisher(PulpInstance pulp, EntityPresentation presentation)
{
    public async Task<Entity> PublishAsync(EntityType type, JsonObject values, TaskContext task)
    {
        var version = pulp.Store.Versions.Find(values["repository_version"]!.GetValue<string>())
            ?? throw new TaskFailedException("RepositoryVersion matching query does not exist.");
        var publication = new Entity(type, Guid.CreateVersion7().ToString(), DateTime.UtcNow, values.DeepClone().AsObject());
        var files = pulp.Plugins.Publishers.TryGetValue(type.Path, out var work) ? await work(pulp.Store, publication, version, task) : [];

        // Only a finished publication may be seen.
        pulp.Store.Publish(publication, files);
        pulp.Store.Add(publication);
        task.Created(publication.Href);
        if (type.App != "deb")
        {
            task.Result(JsonbOrder.Of(presentation.Show(publication, null)));
        }

        return publication;
    }

    /// <summary>What a repository with autopublish does after each new version.</summary>
    public async Task AutopublishAsync(Entity repository, RepositoryVersion version, TaskContext task)
    {
        var kind = repository.Type.Path["repositories/".Length..].Replace("python/python", "python/pypi", StringComparison.Ordinal);
        var type = pulp.Schema.Types.GetValueOrDefault($"publications/{kind}");
        if (!repository.Flag("autopublish") || type is null)
        {
            return;
        }

        var values = new JsonObject(type.Fields.Where(field => !field.ReadOnly).Select(field =>
            KeyValuePair.Create(field.Name, (repository.Fields[field.Name] ?? field.Default)?.DeepClone())));
        values["repository_version"] = version.Href;
        values.Remove("repository");
        var result = task.Task.Result;
        await PublishAsync(type, values, task);
        task.Result(result);
    }
}
