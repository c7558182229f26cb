// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;

namespace Sandbox.Versions;

/// <summary>All content units, one per type and natural key.</summary>
internal sealed class ContentTable
{
    private readonly ConcurrentDictionary<(string Type, string Key), ContentUnit> _byKey = new();
    private readonly ConcurrentDictionary<string, ContentUnit> _byId = new();

    /// <summary>Raised after a change, for persistence.</summary>
    public event Action? Changed;

    public IEnumerable<ContentUnit> All => _byId.Values;

    /// <summary>The unit that stands for this one: itself if it is new, else the one known before.</summary>
    public ContentUnit Intern(ContentUnit unit)
    {
        var known = _byKey.GetOrAdd((unit.Type, unit.Key), unit);
        if (ReferenceEquals(known, unit))
        {
            _byId[unit.Id] = unit;
            Changed?.Invoke();
        }
        else
        {
            foreach (var (old, later) in known.Blobs.Zip(unit.Blobs))
            {
                old.Learn(later);
            }
        }

        return known;
    }

    public ContentUnit? Find(string type, string key) => _byKey.GetValueOrDefault((type, key));

    public ContentUnit? FindById(string id) => _byId.GetValueOrDefault(id);

    public void Remove(ContentUnit unit)
    {
        _byKey.TryRemove((unit.Type, unit.Key), out _);
        _byId.TryRemove(unit.Id, out _);
        Changed?.Invoke();
    }
}
