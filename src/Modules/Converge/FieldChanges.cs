// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Converge;

/// <summary>What has to be sent so that an object becomes what it shall be.</summary>
/// <param name="Changes">API names and values; empty when nothing differs.</param>
/// <param name="Unsure">Every change is of a value that Pulp does not tell and that may be the same.</param>
internal sealed record FieldChanges(JsonObject Changes, bool Unsure)
{
    public static FieldChanges Between(ObjectKind kind, JsonObject current, JsonObject desired)
    {
        var (changes, sure) = (new JsonObject(), false);
        foreach (var (given, value) in desired)
        {
            var field = kind.Fields.FirstOrDefault(field => field.ApiName == given);
            var name = field?.NameIn(current) ?? given;
            if (kind.Immutable && (field?.Unkept == true || !current.ContainsKey(name)))
            {
                continue; // what Pulp does not tell chooses among none
            }

            var visible = current.ContainsKey(name) || field?.WriteOnly != true;
            if (visible ? (field?.Same(current[name], value) ?? Alike.Are(current[name], value)) : Hidden(current, name) is { } set
                && !set
                && value is null)
            {
                continue;
            }

            changes[name] = field is null ? value?.DeepClone() : field.Sent(current[name], value);
            sure |= visible
                ? field?.IsSure(current[name], value) ?? true
                : Hidden(current, name) is not { } isSet || !isSet || value is null;
        }

        if (kind.Exclusion is { AlwaysSent: true } exclusion && exclusion.Fields.Any(changes.ContainsKey))
        {
            foreach (var name in exclusion.Fields.Where(name => desired.ContainsKey(name) && !changes.ContainsKey(name)))
            {
                changes[name] = desired[name]?.DeepClone();
            }
        }

        if (kind.Exclusion is { } displacing && displacing.Fields.Any(name => changes[name] is not null))
        {
            foreach (var name in displacing.Younger.Where(name => current[name] is not null && !desired.ContainsKey(name)))
            {
                changes[name] = null;
            }
        }

        foreach (var field in kind.Fields.Where(field => field.FilledIn && changes.Count > 0 && desired.ContainsKey(field.ApiName)))
        {
            changes[field.ApiName] = desired[field.ApiName]?.DeepClone();
        }

        return new FieldChanges(changes, changes.Count > 0 && !sure);
    }

    /// <summary>Whether a write-only field is set; null on a server that does not tell (pulpcore before 3.22).</summary>
    public static bool? Hidden(JsonObject current, string name) =>
        (bool?)(current["hidden_fields"] as JsonArray)?.FirstOrDefault(each => (string?)each?["name"] == name)?["is_set"];
}
