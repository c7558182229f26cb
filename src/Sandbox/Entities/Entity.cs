// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Entities;

/// <summary>One thing Pulp keeps. Its fields are never edited in place, so readers need no lock.</summary>
internal sealed class Entity(EntityType type, string id, DateTime created, JsonObject fields)
{
    private volatile Snapshot _now = new(fields, created);

    public EntityType Type => type;

    public string Id => id;

    public DateTime Created => created;

    /// <summary>Raised when the fields are others than before.</summary>
    public event Action<Entity>? Replaced;

    public DateTime LastUpdated => _now.Updated;

    /// <summary>Everything that was stored, secrets included. Read only: see <see cref="Replace"/>.</summary>
    public JsonObject Fields => _now.Fields;

    public string Href { get; } = type.Href(id);

    public string Prn => type.Prn(id);

    public string? Text(string name) => Fields[name]?.GetValue<string>();

    public bool Flag(string name) => Fields[name]?.GetValue<bool>() ?? false;

    public void Replace(JsonObject fields, DateTime when)
    {
        _now = new Snapshot(fields, when);
        Replaced?.Invoke(this);
    }

    /// <summary>Sets some fields, keeps the rest.</summary>
    public void Update(JsonObject changes, DateTime when)
    {
        var merged = Fields.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = value?.DeepClone();
        }

        Replace(merged, when);
    }

    private sealed record Snapshot(JsonObject Fields, DateTime Updated);
}
