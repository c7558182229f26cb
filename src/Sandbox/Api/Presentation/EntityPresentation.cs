// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Access;
using Sandbox.Api.Lists;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api.Presentation;

/// <summary>Entities as Pulp shows them: stored fields, and those that follow from others.</summary>
internal sealed class EntityPresentation(PulpInstance pulp)
{
    /// <summary>The host is what the client called us; null inside tasks, where Pulp does not know it either.</summary>
    public JsonObject Show(Entity entity, string? host, EntityType? shape = null) => RowOf(entity, host, shape).Show();

    public Row RowOf(Entity entity, string? host, EntityType? shape = null) =>
        new(
            (shape ?? entity.Type).Fields.Where(field => IsShown(field, host)).Select(field => field.Name),
            entity.Created,
            name => Value(entity, name, host));

    private JsonNode? Value(Entity entity, string name, string? host) => name switch
    {
        "pulp_href" => entity.Href,
        "prn" => entity.Prn,
        "pulp_created" or "date_joined" => Clock.Show(entity.Created),
        "pulp_last_updated" => Clock.Show(entity.LastUpdated),
        "id" => int.Parse(entity.Id, System.Globalization.CultureInfo.InvariantCulture),
        "versions_href" => $"{entity.Href}versions/",
        "latest_version_href" => pulp.Store.Versions.Of(entity.Href) is [.., { } latest] ? latest.Href : null,
        "hidden_fields" => HiddenFields(entity),
        "base_url" => BaseUrl(entity),
        "registry_path" => host is null ? entity.Text("base_path") : $"{host}/{entity.Text("base_path")}",
        "repository" when entity.Type.Family == "publications" =>
            pulp.Store.Versions.Find(entity.Text("repository_version")!)?.Repository.Href,
        "distributions" when entity.Type.Family == "publications" =>
            Hrefs(pulp.Store.Referring(entity.Href).Where(referring => referring.Type.Family == "distributions")),
        "groups" when entity.Type.Path == "users" => Groups(entity),
        "users" when entity.Type.Family == "contentguards" => Downloaders(entity, "users", "username"),
        "groups" when entity.Type.Family == "contentguards" => Downloaders(entity, "groups", "name"),
        "content_guard_prn" or "default_content_guard_prn" => pulp.Store.Find(entity.Text(name[..^"_prn".Length]))?.Prn,
        "permissions_assignment" => entity.Fields["creation_hooks"], // the older name of the same
        "no_content_change_since" => NoChangeSince(entity),
        _ => entity.Fields.TryGetPropertyValue(name, out var stored)
            ? stored
            : entity.Type.Fields.FirstOrDefault(field => field.Name == name)?.Default,
    };

    /// <summary>Of the removed options, only sqlite_metadata is still shown, and only to a client.</summary>
    private static bool IsShown(Field field, string? host) => !field.WriteOnly && (host is not null || field.Name != "sqlite_metadata");

    private static JsonArray HiddenFields(Entity entity)
    {
        var secrets = entity.Type.Fields.Where(field => field is { WriteOnly: true, ReadOnly: false });

        return new JsonArray([.. secrets.Select(field => (JsonNode?)new JsonObject
        {
            ["name"] = field.Name,
            ["is_set"] = entity.Type.Path == "users" || entity.Fields[field.Name] is not null,
        })]);
    }

    private static JsonArray Hrefs(IEnumerable<Entity> entities) => new([.. entities.Select(entity => (JsonNode?)entity.Href)]);

    private string BaseUrl(Entity distribution)
    {
        var root = distribution.Type.App == "python" ? "/pypi/" : "/pulp/content/";

        return $"{pulp.ContentOrigin}{root}{Plain(distribution.Text("base_path")!)}/";
    }

    /// <summary>A path as it is in an address: without empty parts, and without those that lead up.</summary>
    private static string Plain(string path)
    {
        var parts = new Stack<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != "..")
            {
                parts.Push(part);
            }
            else
            {
                _ = parts.TryPop(out _);
            }
        }

        return string.Join('/', parts.Reverse());
    }

    private JsonArray Groups(Entity user) => new([.. pulp.Store.Under("groups/")
        .Where(group => group.Fields["members"]?.AsArray().Any(member => member!.GetValue<string>() == user.Href) ?? false)
        .Select(group => (JsonNode?)new JsonObject
        {
            ["name"] = group.Text("name"),
            ["pulp_href"] = group.Href,
            ["prn"] = $"prn:auth.group:{group.Id}",
        })]);

    private JsonArray Downloaders(Entity guard, string kind, string nameField)
    {
        var names = ObjectRoles.Of(guard)
            .Where(role => ObjectRoles.IsDownloaders(guard, role))
            .SelectMany(role => kind == "users" ? role.Users : role.Groups)
            .ToHashSet();

        return new JsonArray(
            [.. pulp.Store.Under($"{kind}/")
                .Where(holder => names.Contains(holder.Text(nameField)!))
                .Select(holder => Brief(holder, nameField))]);
    }

    private JsonObject Brief(Entity holder, string nameField)
    {
        var shown = new JsonObject { [nameField] = holder.Text(nameField), ["pulp_href"] = holder.Href };
        if (pulp.Release.Has("3.63"))
        {
            shown["prn"] = holder.Prn;
        }

        return shown;
    }

    /// <summary>Known where one publication or version is served; whatever a repository comes to hold may change any time.</summary>
    private static string? NoChangeSince(Entity distribution) =>
        distribution.Text("publication") is not null || distribution.Text("repository_version") is not null
            ? Clock.Show(distribution.LastUpdated)
            : null;
}
