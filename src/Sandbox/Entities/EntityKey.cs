// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Entities;

/// <summary>A value that entities of one family are looked up by.</summary>
internal readonly record struct EntityKey(string Family, string Field, string Value)
{
    /// <summary>Fields whose values name an entity.</summary>
    public static readonly IReadOnlyList<string> Names = ["name", "username", "base_path"];

    /// <summary>A distribution whose base path continues this path.</summary>
    public static EntityKey Below(string path) => new("distributions", "below", path);

    /// <summary>Whatever refers to this: to a repository, who refers to one of its versions too.</summary>
    public static EntityKey Referring(string href) => new("", "reference", href);

    /// <summary>All that this entity is found by, as its fields are now.</summary>
    public static HashSet<EntityKey> Of(Entity entity)
    {
        var fields = entity.Fields;
        HashSet<EntityKey> keys = [
            .. Names.SelectMany(name => Texts(fields[name]).Select(text => new EntityKey(entity.Type.Family, name, text)))];
        keys.UnionWith(Texts(fields["base_path"]).SelectMany(Parents).Select(Below));
        foreach (var href in fields.SelectMany(field => Texts(field.Value))
            .Where(text => text.StartsWith(EntityType.Root, StringComparison.Ordinal)))
        {
            keys.Add(Referring(href));
            if (EntityType.RepositoryOf(href) is { } repository)
            {
                keys.Add(Referring(repository));
            }
        }

        return keys;
    }

    /// <summary>a, a/b of a/b/c.</summary>
    public static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
