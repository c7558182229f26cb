// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Releases;

namespace Sandbox.Api.Entities;

/// <summary>
/// A container remote's filters have other names from pulp_container 2.28 on. The names of before can be written, but are kept nowhere:
/// what they say takes the new ones' place, or is added to what the same request gives these. Empty, they say nothing.
/// </summary>
internal static class ContainerFilters
{
    private static readonly (string Before, string Now)[] Names = [("include_tags", "includes"), ("exclude_tags", "excludes")];

    public static void Translate(PulpRelease release, Draft draft)
    {
        if (draft.Type.Path != "remotes/container/container" || !release.Has("container", "2.28"))
        {
            return;
        }

        foreach (var (before, now) in Names)
        {
            if (draft.Values[before] is JsonArray { Count: > 0 } said)
            {
                var beside = draft.Values[now] as JsonArray ?? [];
                draft.Values[now] = new JsonArray([.. beside.Concat(said).Select(name => name!.DeepClone())]);
            }

            draft.Values.Remove(before);
        }
    }
}
