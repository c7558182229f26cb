// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Sandbox.Entities;

/// <summary>Entities by some key, those of one key in order of creation. Readers get snapshots; writers take turns.</summary>
internal sealed class EntityIndex<TKey>
    where TKey : notnull
{
    private static readonly ImmutableSortedSet<Entity> None = ImmutableSortedSet.Create<Entity>(Comparer<Entity>.Create(ByAge));

    private readonly ConcurrentDictionary<TKey, ImmutableSortedSet<Entity>> _sets = new();

    public IReadOnlyList<Entity> this[TKey key] => _sets.GetValueOrDefault(key, None);

    public IEnumerable<TKey> Keys => _sets.Select(set => set.Key);

    public void Add(TKey key, Entity entity) => _sets[key] = _sets.GetValueOrDefault(key, None).Add(entity);

    public void Remove(TKey key, Entity entity)
    {
        var left = _sets.GetValueOrDefault(key, None).Remove(entity);
        if (left.IsEmpty)
        {
            _sets.TryRemove(key, out _);
        }
        else
        {
            _sets[key] = left;
        }
    }

    private static int ByAge(Entity one, Entity other) =>
        (one.Created.CompareTo(other.Created), string.CompareOrdinal(one.Href, other.Href)) switch
    {
        (0, var byHref) => byHref,
        var (byTime, _) => byTime,
    };
}
