// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Versions;

namespace Sandbox.Units;

/// <summary>What container content needs: a tag its manifest, a manifest its parts.</summary>
internal static class ImageClosure
{
    private static readonly string[] References = ["tagged_manifest", "listed_manifests", "config_blob", "blobs"];

    /// <summary>The units, and all they need.</summary>
    public static HashSet<ContentUnit> Of(PulpStore store, IEnumerable<ContentUnit> units)
    {
        var closure = new HashSet<ContentUnit>();
        var open = new Queue<ContentUnit>(units);
        while (open.TryDequeue(out var unit))
        {
            if (closure.Add(unit))
            {
                foreach (var part in Parts(unit).Select(href => store.Content.FindById(EntityType.IdOf(href))).OfType<ContentUnit>())
                {
                    open.Enqueue(part);
                }
            }
        }

        return closure;
    }

    /// <summary>Content without some units, and without what only they needed.</summary>
    public static IEnumerable<ContentUnit> Without(
        PulpStore store, IEnumerable<ContentUnit> content, IReadOnlyCollection<ContentUnit> removed)
    {
        var touched = Of(store, removed);
        var untouched = content.Where(unit => !touched.Contains(unit)).ToList();

        // A manifest that was not asked for by name, but came along with its tag, goes only when nothing else needs it.
        return untouched.Union(Of(store, untouched));
    }

    private static IEnumerable<string> Parts(ContentUnit unit) => References.SelectMany(name => unit.Fields[name] switch
    {
        JsonArray list => list.Select(href => (string)href!),
        JsonValue href => [(string)href!],
        _ => [],
    });
}
