// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;

namespace Sandbox.Entities;

/// <summary>
/// All entities, and the indexes that spare whoever looks for some of them a walk through all. Every change of an entity is followed.
/// </summary>
internal sealed class EntityTable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Entity> _byHref = new();
    private readonly EntityIndex<string> _byPath = new();
    private readonly EntityIndex<EntityKey> _byKey = new();

    // The keys each entity stands under, to find it there when it has changed.
    private readonly Dictionary<Entity, HashSet<EntityKey>> _keys = [];

    public Entity? Find(string href) => _byHref.GetValueOrDefault(href);

    public IReadOnlyList<Entity> Find(EntityKey key) => _byKey[key];

    /// <summary>Entities whose path starts with this, in order of creation.</summary>
    public IEnumerable<Entity> Under(string path)
    {
        var sets = _byPath.Keys.Where(known => known.StartsWith(path, StringComparison.Ordinal)).Select(known => _byPath[known]).ToList();

        return sets is [var only] ? only : sets.SelectMany(set => set).OrderBy(entity => entity.Created);
    }

    /// <summary>Takes the place of an entity with the same href.</summary>
    public void Add(Entity entity)
    {
        lock (_gate)
        {
            if (_byHref.TryGetValue(entity.Href, out var former))
            {
                Remove(former);
            }

            _byHref[entity.Href] = entity;
            _byPath.Add(PathOf(entity), entity);
            _keys[entity] = [];
            entity.Replaced += Index;
            Index(entity);
        }
    }

    public void Remove(Entity entity)
    {
        lock (_gate)
        {
            if (!_keys.Remove(entity, out var keys))
            {
                return;
            }

            entity.Replaced -= Index;
            _byHref.TryRemove(entity.Href, out _);
            _byPath.Remove(PathOf(entity), entity);
            foreach (var key in keys)
            {
                _byKey.Remove(key, entity);
            }
        }
    }

    private void Index(Entity entity)
    {
        lock (_gate)
        {
            if (!_keys.TryGetValue(entity, out var before))
            {
                return; // removed meanwhile
            }

            var now = EntityKey.Of(entity);
            foreach (var key in before.Where(key => !now.Contains(key)))
            {
                _byKey.Remove(key, entity);
            }

            foreach (var key in now.Where(key => !before.Contains(key)))
            {
                _byKey.Add(key, entity);
            }

            _keys[entity] = now;
        }
    }

    private static string PathOf(Entity entity) => entity.Type.Path + "/";
}
