// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox.Api.Lists;

/// <summary>
/// What a list's query can be about at all, found without presenting every row. The filters still look at each that is left.
/// </summary>
internal static class IndexedSearch
{
    public static IEnumerable<Entity> Of(PulpStore store, EntityType type, IQueryCollection query)
    {
        var path = type.Path + "/";
        var named = Hrefs(query)?.Select(store.Find).OfType<Entity>()
            ?? EntityKey.Names.Select(field => Wanted(query, field)?.SelectMany(text => store.Named(type.Family, field, text)))
                .FirstOrDefault(found => found is not null);

        return named?.Where(entity => $"{entity.Type.Path}/".StartsWith(path, StringComparison.Ordinal)) ?? store.Under(path);
    }

    public static IEnumerable<PulpTask> Of(TaskEngine tasks, IQueryCollection query) =>
        Hrefs(query)?.Select(href => tasks.Find(EntityType.IdOf(href))).OfType<PulpTask>().Distinct()
        ?? (Wanted(query, "state") is { } states ? tasks.All.Where(task => states.Contains(TaskStateNames.Of(task.State))) : tasks.All);

    /// <summary>The values one of which the field must have; null: any will do. An exact "null" is what an absent value equals.</summary>
    private static HashSet<string>? Wanted(IQueryCollection query, string field) =>
        query[field].ToString().Trim() is { Length: > 0 } one and not "null" ? [one] : Several(query, $"{field}__in");

    private static HashSet<string>? Hrefs(IQueryCollection query) =>
        query.ContainsKey(HrefList.Key) ? HrefList.Of(query[HrefList.Key].ToString()) : null;

    private static HashSet<string>? Several(IQueryCollection query, string key) =>
        query[key].ToString() is { Length: > 0 } list ? [.. list.Split(',', StringSplitOptions.TrimEntries)] : null;
}
