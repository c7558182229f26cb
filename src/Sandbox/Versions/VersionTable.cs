// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Sandbox.Entities;

namespace Sandbox.Versions;

/// <summary>The versions of every repository, oldest first.</summary>
internal sealed class VersionTable(ContentTable content)
{
    private readonly ConcurrentDictionary<string, ImmutableList<RepositoryVersion>> _byRepository = new();

    /// <summary>Raised after a change, for persistence.</summary>
    public event Action? Changed;

    /// <summary>A new repository starts with an empty version 0.</summary>
    public void Begin(Entity repository) => Put(repository, [new RepositoryVersion(repository, 0, [], repository.Created)]);

    public void Put(Entity repository, ImmutableList<RepositoryVersion> versions)
    {
        _byRepository[repository.Href] = versions;
        Changed?.Invoke();
    }

    public void End(Entity repository)
    {
        _byRepository.TryRemove(repository.Href, out _);
        Changed?.Invoke();
    }

    public ImmutableList<RepositoryVersion> Of(string repositoryHref) => _byRepository.GetValueOrDefault(repositoryHref) ?? [];

    public IEnumerable<RepositoryVersion> All => _byRepository.Values.SelectMany(versions => versions);

    public RepositoryVersion Latest(Entity repository) => Of(repository.Href)[^1];

    public RepositoryVersion? Find(string versionHref) =>
        EntityType.RepositoryOf(versionHref) is { } repository ? Of(repository).Find(version => version.Href == versionHref) : null;

    /// <summary>The version that holds exactly these units, or null when the latest one already does: no change, no version.</summary>
    /// <remarks>
    /// The caller's task holds the repository's lock. <paramref name="baseVersion"/> is only noted; pass the whole content.
    /// </remarks>
    public RepositoryVersion? Create(Entity repository, IEnumerable<ContentUnit> units, RepositoryVersion? baseVersion = null)
    {
        var before = Latest(repository);
        var wanted = RetainedPackages.Of(repository, WithoutRivals(before, units.Select(content.Intern)));
        if (wanted.SetEquals(before.Content))
        {
            return null;
        }

        var whole = wanted.ToFrozenSet();
        var next = new RepositoryVersion(repository, before.Number + 1, whole, DateTime.UtcNow)
        {
            BaseVersion = baseVersion is not null && baseVersion != before ? baseVersion.Href : null,
            Added = whole.Where(unit => !before.Content.Contains(unit)).ToFrozenSet(),
            Removed = before.Content.Where(unit => !whole.Contains(unit)).ToFrozenSet(),
        };
        var kept = Of(repository.Href).Add(next);
        if (repository.Fields["retain_repo_versions"]?.GetValue<long>() is { } retain && kept.Count > retain)
        {
            kept = kept.RemoveRange(0, kept.Count - (int)retain);
        }

        Put(repository, kept);

        return next;
    }

    public void Remove(RepositoryVersion version) =>
        Put(version.Repository, Of(version.Repository.Href).Remove(version));

    /// <summary>
    /// Where two units claim one repository key, the one that is not in the version before wins, else the later in the list.
    /// </summary>
    private static HashSet<ContentUnit> WithoutRivals(RepositoryVersion before, IEnumerable<ContentUnit> units)
    {
        var kept = new HashSet<ContentUnit>();
        var holders = new Dictionary<(string, string), ContentUnit>();
        foreach (var unit in units)
        {
            if (unit.RepositoryKey is { } key)
            {
                var slot = (unit.Type, key);
                if (holders.TryGetValue(slot, out var rival) && rival != unit)
                {
                    if (before.Content.Contains(unit) && !before.Content.Contains(rival))
                    {
                        continue;
                    }

                    kept.Remove(rival);
                }

                holders[slot] = unit;
            }

            kept.Add(unit);
        }

        return kept;
    }
}
