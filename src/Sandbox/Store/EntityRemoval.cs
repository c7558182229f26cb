// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Versions;

namespace Sandbox.Store;

/// <summary>Removes an entity, what cannot be without it, and every reference to it.</summary>
internal static class EntityRemoval
{
    public static void Remove(PulpStore store, Entity entity)
    {
        store.Remove(entity);
        if (entity.Type.Family == "repositories")
        {
            RemovePublications(store, entity.Href);
        }

        Forget(store, entity.Href);
    }

    public static void Remove(PulpStore store, RepositoryVersion version)
    {
        store.Versions.Remove(version);
        RemovePublications(store, version.Href);
        Forget(store, version.Href);
    }

    private static void RemovePublications(PulpStore store, string href)
    {
        foreach (var publication in store.Publications(href))
        {
            Remove(store, publication);
        }
    }

    /// <summary>An href ends with a slash, so that no other thing's begins with it but those of its versions.</summary>
    private static void Forget(PulpStore store, string href)
    {
        foreach (var holder in store.Referring(href))
        {
            var changes = new JsonObject();
            foreach (var field in holder.Type.Fields.Where(field => field.Targets.Count > 0))
            {
                if (holder.Fields[field.Name] is JsonArray list && list.Any(IsGone))
                {
                    changes[field.Name] = new JsonArray([.. list.Where(item => !IsGone(item)).Select(item => item!.DeepClone())]);
                }
                else if (holder.Fields[field.Name] is JsonValue value && IsGone(value))
                {
                    changes[field.Name] = null;
                }
            }

            if (changes.Count > 0)
            {
                holder.Update(changes, DateTime.UtcNow);
            }
        }

        bool IsGone(JsonNode? reference) => reference!.GetValue<string>().StartsWith(href, StringComparison.Ordinal);
    }
}
