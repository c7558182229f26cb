// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Pulp.Content;

/// <summary>How what is served changes when one repository version takes the place of another.</summary>
internal sealed class ContentChange
{
    private readonly List<(string Name, string Gone, string New)> _changes = [];
    private readonly string? _from;
    private readonly string? _to;

    /// <param name="noun">As people call what is compared.</param>
    /// <param name="from">The href of the version that was served; null where none was.</param>
    /// <param name="to">The href of the version that takes its place; null where none does.</param>
    /// <param name="before">What that one held.</param>
    /// <param name="after">What this one holds.</param>
    public ContentChange(string noun, string? from, string? to, ContentNames before, ContentNames after)
    {
        (Noun, _from, _to) = (noun, from, to);
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, present) = (before.GetValueOrDefault(name, []), after.GetValueOrDefault(name, []));
            var (gone, added) = (string.Join(", ", old.Except(present)), string.Join(", ", present.Except(old)));
            if (gone.Length + added.Length > 0)
            {
                _changes.Add((name, gone, added));
            }
        }
    }

    public string Noun { get; }

    /// <summary>How much the only version holds, where nothing was served before or nothing is after; its names may be too many.</summary>
    public long? Total { get; init; }

    public string Sentence => Total is { } total
        ? $"{Noun}: {total}{(_from is null ? ", where nothing was served before." : " are served no longer.")}"
        : _changes.Count == 0 ? $"The {Noun} are the same."
        : $"{Noun}: "
            + string.Join(", ", new[] { Count(Updated, "updated"), Count(Added, "added"), Count(Removed, "removed") }.OfType<string>())
            + ".";

    private IEnumerable<(string Name, string Gone, string New)> Updated =>
        _changes.Where(change => change is { Gone.Length: > 0, New.Length: > 0 });

    private IEnumerable<(string Name, string Gone, string New)> Added => _changes.Where(change => change.Gone.Length == 0);

    private IEnumerable<(string Name, string Gone, string New)> Removed => _changes.Where(change => change.New.Length == 0);

    public JsonObject Show()
    {
        var shown = new JsonObject { ["from"] = _from, ["to"] = _to };
        if (Total is { } total)
        {
            shown["total"] = total;
        }

        if (!IsUntold)
        {
            Changes().ToList().ForEach(pair => shown[pair.Key] = pair.Value);
        }

        return shown;
    }

    /// <summary>One side of a diff: only what differs.</summary>
    public JsonObject Side(bool before) => IsUntold
        ? before == (_from is null) ? [] : new JsonObject { ["all"] = $"{Total} {Noun}" }
        : new(_changes.Select(change => (change.Name, Text: before ? change.Gone : change.New))
            .Where(side => side.Text.Length > 0).Select(side => KeyValuePair.Create(side.Name, (JsonNode?)side.Text)));

    private bool IsUntold => Total > 0 && _changes.Count == 0;

    private Dictionary<string, JsonNode?> Changes() => new()
    {
        ["added"] =
            new JsonArray([.. Added.Select(change => (JsonNode?)new JsonObject { ["name"] = change.Name, ["version"] = change.New })]),
        ["removed"] =
            new JsonArray([.. Removed.Select(change => (JsonNode?)new JsonObject { ["name"] = change.Name, ["version"] = change.Gone })]),
        ["updated"] = new JsonArray(
            [
                .. Updated.Select(
                    change => (JsonNode?)new JsonObject { ["name"] = change.Name, ["from"] = change.Gone, ["to"] = change.New }),
            ]),
    };

    private static string? Count(IEnumerable<(string Name, string Gone, string New)> changes, string verb) =>
        changes.Count() is var count and > 0 ? $"{count} {verb}" : null;
}
