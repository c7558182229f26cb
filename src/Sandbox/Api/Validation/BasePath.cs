// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Entities;
using Sandbox.Releases;
using Sandbox.Store;

namespace Sandbox.Api.Validation;

/// <summary>A distribution's base_path: clean, its own, and in nobody's way.</summary>
internal static partial class BasePath
{
    public static string Check(PulpStore store, Draft draft, string path)
    {
        if (draft.Type.App == "container" && path.Length > 255)
        {
            throw new FieldProblemException("The entered base path cannot be longer than 255 characters.");
        }

        if (draft.Type.App != "container"
            && (
                path.Length > 2000
                    || path.StartsWith("//", StringComparison.Ordinal)
                    || path.Split('/')[0].Contains(':', StringComparison.Ordinal)))
        {
            throw new FieldProblemException("Enter a valid URL."); // it will be part of one
        }

        if (Others(store.Named("distributions", "base_path", path)).Any())
        {
            throw new FieldProblemException("This field must be unique.");
        }

        if (draft.Type.App == "container" && !RegistryPath().IsMatch(path))
        {
            throw new FieldProblemException("The provided base path contains forbidden characters.");
        }

        if (path.StartsWith('/') || path.EndsWith('/'))
        {
            throw new FieldProblemException(draft.Release.Has("3.106")
                ? $"Relative path is not in canonical form. {path}"
                : "Relative path cannot begin or end with slashes.");
        }

        if (path.Contains(' ', StringComparison.Ordinal))
        {
            throw new FieldProblemException("Relative path cannot contain spaces.");
        }

        var around = store.Below(path)
            .Concat(EntityKey.Parents(path).SelectMany(parent => store.Named("distributions", "base_path", parent)));
        if (draft.Type.App != "container" && Others(around).MinBy(other => other.Created) is { } rival)
        {
            throw Overlap(draft.Release, rival);
        }

        return path;

        IEnumerable<Entity> Others(IEnumerable<Entity> found) => found.Where(other => other.Href != draft.Current?.Href);
    }

    /// <summary>In each release's own shape.</summary>
    private static FieldProblemException Overlap(PulpRelease release, Entity rival)
    {
        var text = $"Overlaps with existing distribution '{rival.Text("name")}'";

        return release.Has("3.106") ? new(new JsonObject { ["base_path"] = "Overlaps with an existing distribution." })
            : release.Has("3.49") ? new(new JsonObject { ["base_path"] = text })
            : new(text);
    }

    [GeneratedRegex("^[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*)*$")]
    private static partial Regex RegistryPath();
}
