// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Store;

namespace Sandbox.Api.Validation;

/// <summary>A role's permissions: an application and a code name, which there must be.</summary>
internal static class Permissions
{
    private static readonly string[] Verbs = ["view", "add", "change", "delete", "manage_roles", "sync", "modify", "repair", "download"];

    public static JsonArray Check(PulpStore store, JsonArray given)
    {
        var names = given.Select(name => (string)name!).ToList();
        foreach (var name in names)
        {
            if (name.Split('.') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                throw new FieldProblemException($"Permission '{name}' is not in the format '<app_label>.<codename>'.");
            }

            if (!IsKnown(store, name))
            {
                throw new FieldProblemException($"Permission '{name}' does not exist.");
            }
        }

        return new JsonArray([.. names.Distinct().Order(StringComparer.Ordinal).Select(name => (JsonNode?)name)]);
    }

    /// <summary>One that a role has, or a verb of one that a role has.</summary>
    private static bool IsKnown(PulpStore store, string name)
    {
        var held = store.Under("roles/").SelectMany(role => role.Fields["permissions"]!.AsArray().Select(one => (string)one!)).ToHashSet();
        var (app, code) = (name.Split('.')[0], name.Split('.')[1]);
        var verb = Verbs.FirstOrDefault(verb => code.StartsWith($"{verb}_", StringComparison.Ordinal));

        return held.Contains(name) || (verb is not null && held.Contains($"{app}.view_{code[(verb.Length + 1)..]}"));
    }
}
