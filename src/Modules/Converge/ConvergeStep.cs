// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Converge;

/// <summary>The one thing to do to bring an object where it shall be. Decided purely, before anything is done.</summary>
internal abstract record ConvergeStep
{
    /// <summary>In place of the href of what check mode only pretends to create; people read it in results.</summary>
    public const string Pretended = "(would be created)";

    /// <summary>The hrefs of what it removes.</summary>
    public IEnumerable<string> Removed => this is Delete(var found) ? found.Select(each => (string)each["pulp_href"]!) : [];

    /// <summary>Nothing to do.</summary>
    internal sealed record Stay(JsonObject? Found) : ConvergeStep;

    /// <summary>Make it.</summary>
    internal sealed record Create(JsonObject Body) : ConvergeStep;

    /// <summary>Change it. With <paramref name="Unsure"/> only write-only values are sent: the
    /// server's answer tells whether they differ.</summary>
    internal sealed record Update(JsonObject Found, JsonObject Changes, bool Unsure) : ConvergeStep;

    /// <summary>Remove it, and its doubles.</summary>
    internal sealed record Delete(IReadOnlyList<JsonObject> Found) : ConvergeStep;

    /// <param name="kind">The kind.</param>
    /// <param name="state">As the playbook wrote it; null asks only.</param>
    /// <param name="found">What has the key, newest first.</param>
    /// <param name="desired">What it shall be.</param>
    /// <exception cref="ModuleException">It cannot be created from what was given.</exception>
    public static ConvergeStep Toward(ObjectKind kind, string? state, IReadOnlyList<JsonObject> found, Desired desired)
    {
        var fitting = kind.Immutable
            ? [.. found.Where(each => FieldChanges.Between(kind, each, desired.Values).Changes.Count == 0)]
            : found;
        return (state, fitting) switch
        {
            ("present", []) when kind.IsGiven => throw new ModuleException(
                $"Could not find {kind.Noun} with {ObjectKey.Described(desired.Key)}. Pulp has them by itself: none can be created."),
            ("present", []) => Valid(kind, new Create(BodyOf(kind, desired))),
            ("present", [var first, ..]) when !kind.Immutable
                && FieldChanges.Between(kind, first, desired.Values) is { Changes.Count: > 0 } difference =>
                Valid(kind, new Update(first, difference.Changes, difference.Unsure)),
            ("absent", [_, ..]) => new Delete(fitting),
            _ => new Stay(fitting.Count > 0 ? fitting[0] : null),
        };
    }

    /// <exception cref="ModuleException">Pulp would refuse it.</exception>
    private static ConvergeStep Valid(ObjectKind kind, ConvergeStep step)
    {
        var (found, changes) =
            step switch { Update update => (update.Found, update.Changes), Create create => (null, create.Body), _ => (null, []) };
        Resulting.RequireValid(kind, found, changes);
        return step;
    }

    /// <summary>What is not given and needed to create one, as a complaint; null where nothing is.</summary>
    public static string? Lacking(ObjectKind kind, Desired desired)
    {
        var missing = kind.AllFields.Select(field => field.NeededToCreate ? field.ApiName : null)
            .OfType<string>()
            .Where(name => desired.Values[name] is null && desired.Key[name] is null)
            .ToList();
        return missing.Count == 0
            ? null
            : $"'body' is missing properties ({string.Join(", ", missing)}). There is no such {kind.Noun} yet; creating it needs them.";
    }

    private static JsonObject BodyOf(ObjectKind kind, Desired desired)
    {
        var body = new JsonObject();
        foreach (var (name, value) in desired.Values.Concat(desired.Key))
        {
            if (value is not null || kind.Exclusion is not { AlwaysSent: false } exclusion || !exclusion.Fields.Contains(name))
            {
                body[name] = value?.DeepClone();
            }
        }

        if (kind.Immutable && body.ContainsKey("repository"))
        {
            _ = body.Remove("repository_version"); // both told the one from others, either makes one
        }

        return Lacking(kind, desired) is { } lacking ? throw new ModuleException(lacking) : body;
    }
}
