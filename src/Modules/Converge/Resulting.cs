// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Converge;

/// <summary>An object as it would be after a step, for the rules about several of its fields.</summary>
internal static class Resulting
{
    private const string AnyText = "set";

    /// <exception cref="ModuleException">Pulp would refuse it.</exception>
    public static void RequireValid(ObjectKind kind, JsonObject? found, JsonObject changes)
    {
        if (kind.Exclusion is { } exclusion
            && exclusion.Fields.Concat(exclusion.Younger).Where(name => changes[name] is not null).ToList() is [var one, var other, ..])
        {
            throw new ModuleException($"Only one of the attributes '{one}' and '{other}' may be used simultaneously. Give one of them.");
        }

        var result = Of(kind, found, changes);
        if (kind.Rules.Select(rule => rule(result)).FirstOrDefault(complaint => complaint is not null) is { } complaint)
        {
            throw new ModuleException(complaint);
        }
    }

    /// <summary>What a step makes of an object.</summary>
    public static JsonObject Of(ObjectKind kind, ConvergeStep step) => step switch
    {
        ConvergeStep.Update update => Of(kind, update.Found, update.Changes),
        ConvergeStep.Create create => Of(kind, null, create.Body),
        _ => [],
    };

    private static JsonObject Of(ObjectKind kind, JsonObject? found, JsonObject changes)
    {
        var result = found?.DeepClone().AsObject() ?? [];
        foreach (var field in kind.Fields.Where(field => field.WriteOnly))
        {
            if (found is null || FieldChanges.Hidden(found, field.ApiName) == false)
            {
                result[field.ApiName] = null;
            }
            else if (FieldChanges.Hidden(found, field.ApiName) == true)
            {
                result[field.ApiName] = AnyText;
            }
        }

        foreach (var (name, value) in changes)
        {
            result[name] = value?.DeepClone();
        }

        return result;
    }
}
