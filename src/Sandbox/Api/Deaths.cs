using System.Text.Json.Nodes;
using Sandbox.Store;

namespace Sandbox.Api;

/// <summary>Removes an entity, what cannot be without it, and every reference to it.</summary>
internal static class Deaths
{
    public static void Remove(PulpStore store, Entity entity)
    {
        store.Remove(entity);
        if (entity.Type.Family == "repositories")
        {
            RemovePublications(store, version => version.StartsWith(entity.Href, StringComparison.Ordinal));
        }

        Forget(store, reference => reference.StartsWith(entity.Href, StringComparison.Ordinal));
    }

    public static void Remove(PulpStore store, RepositoryVersion version)
    {
        store.Versions.Remove(version);
        RemovePublications(store, published => published == version.Href);
        Forget(store, reference => reference == version.Href);
    }

    private static void RemovePublications(PulpStore store, Predicate<string> isOf)
    {
        foreach (var publication in store.Under("publications/").Where(publication => isOf(publication.Text("repository_version")!)).ToList())
        {
            Remove(store, publication);
        }
    }

    private static void Forget(PulpStore store, Predicate<string> isGone)
    {
        foreach (var holder in store.Under("").ToList())
        {
            var changes = new JsonObject();
            foreach (var field in holder.Type.Fields.Where(field => field.Targets.Count > 0))
            {
                if (holder.Fields[field.Name] is JsonArray list && list.Any(item => isGone(item!.GetValue<string>())))
                {
                    changes[field.Name] = new JsonArray([.. list.Where(item => !isGone(item!.GetValue<string>())).Select(item => item!.DeepClone())]);
                }
                else if (holder.Fields[field.Name] is JsonValue value && isGone(value.GetValue<string>()))
                {
                    changes[field.Name] = null;
                }
            }

            if (changes.Count > 0)
            {
                holder.Update(changes, DateTime.UtcNow);
            }
        }
    }
}
