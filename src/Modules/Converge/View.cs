// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;

namespace Modules.Converge;

/// <summary>An object as results show it.</summary>
internal static class View
{
    /// <summary>Clearable fields that are unset are shown as "", so that a playbook can hand them
    /// back; what Pulp never shows is not shown.</summary>
    public static JsonObject? Of(ObjectKind kind, JsonObject? found)
    {
        if (found is null)
        {
            return null;
        }

        var shown = found.DeepClone().AsObject();
        foreach (var field in kind.AllFields)
        {
            if (!shown.TryGetPropertyValue(field.ApiName, out var value))
            {
                continue;
            }

            if (field.WriteOnly)
            {
                _ = shown.Remove(field.ApiName);
            }
            else if (value is null ? field.Blank : field.Hidden)
            {
                shown[field.ApiName] = value is null ? "" : Redactor.Hidden;
            }
            else if (field.Shown(value) is var visible && !ReferenceEquals(visible, value))
            {
                shown[field.ApiName] = visible;
            }
            else if (field.Argument.Secrecy == Secrecy.Entries)
            {
                shown[field.ApiName] = SecretEntries.Shown(value);
            }
        }

        foreach (var field in kind.Fields.Where(field => field.Successor is not null && field.NameIn(shown) != field.ApiName))
        {
            shown[field.ApiName] = shown[field.Successor!]?.DeepClone() ?? (field.Blank ? "" : null); // playbooks read the name of before
        }

        foreach (var name in kind.AlsoShownBlank.Where(name => shown.TryGetPropertyValue(name, out var value) && value is null))
        {
            shown[name] = "";
        }

        return shown;
    }
}
