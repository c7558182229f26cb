// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>Does what was decided.</summary>
internal static class Stepping
{
    /// <summary>Takes a step and waits until Pulp has.</summary>
    public static async Task<Outcome> TakeAsync(this PulpSession pulp, Entity entity, string path, ConvergeStep step, CancellationToken ct)
    {
        step = await SecretMarks.MarkedAsync(pulp, entity, step, ct);
        switch (step)
        {
            case ConvergeStep.Create(var body):
                var created = await pulp.WriteAsync(HttpMethod.Post, path, body, ct);
                return new Outcome(true, null, created is null ? Pretend(entity, body) : await pulp.ReadAsync(path, created, ct));
            case ConvergeStep.Update(var found, var changes, _):
                var href = (string)found["pulp_href"]!;
                if (await pulp.WriteAsync(HttpMethod.Patch, href, changes, ct) is not { } answer)
                {
                    return await IsSameAsync(pulp, entity, (ConvergeStep.Update)step, ct)
                        ? new Outcome(false, found, found)
                        : new Outcome(true, found, Merge(entity, found, changes));
                }

                if (answer.Status == HttpStatusCode.Accepted)
                {
                    await TellWhyAsync(pulp, entity, found, changes, ct);
                }

                // 200 is the object as it is: since pulpcore 3.90 the answer to a change that changes nothing.
                var after = answer is { Status: HttpStatusCode.OK, Body: JsonObject told }
                    ? told
                    : (await pulp.Api.GetAsync(href, ct)).Body!.AsObject();
                return new Outcome(answer.Status != HttpStatusCode.OK || !SameButTime(found, after), found, after);
            case ConvergeStep.Delete(var removed):
                foreach (var each in removed)
                {
                    _ = await pulp.DeleteAsync((string)each["pulp_href"]!, ct);
                }

                return new Outcome(true, removed[0], null);
            default:
                var unchanged = ((ConvergeStep.Stay)step).Found;
                return new Outcome(false, unchanged, unchanged);
        }
    }

    /// <summary>Whether check mode takes secrets that are not told to be the same; where a server answers them all as changes, it does
    /// not.</summary>
    private static async Task<bool> IsSameAsync(PulpSession pulp, Entity entity, ConvergeStep.Update step, CancellationToken ct)
    {
        if (entity.SecretsAreTried)
        {
            return false;
        }

        if (!step.Unsure || !await pulp.TellsSecretsAsync(ct))
        {
            await TellWhyAsync(pulp, entity, step.Found, step.Changes, ct);
            return false;
        }

        pulp.Warn(
            $"Pulp does not tell {Names(step.Changes)} of {entity.Noun} '{entity.NameOf(step.Found)}'. "
                + "Check mode assumes the values are the same.");
        return true;
    }

    /// <summary>Says why it counts as a change, where nothing but secrets is sent that may be the same.</summary>
    private static async Task TellWhyAsync(PulpSession pulp, Entity entity, JsonObject found, JsonObject changes, CancellationToken ct)
    {
        var isUntold = !entity.SecretsAreTried && changes.All(pair => pair.Value is not null
            && entity.Fields.Any(field => field.WriteOnly && field.ApiName == pair.Key)
            && FieldChanges.Hidden(found, pair.Key) != false);
        if (isUntold && !await pulp.TellsSecretsAsync(ct))
        {
            var advice = entity.CanMark() ? $"Give {SecretsMarker.Wanted.Name} and {SecretsMarker.Key.Name} to have it told: " : "";
            pulp.Warn(
                $"{advice}{Names(changes)} of {entity.Noun} '{entity.NameOf(found)}' counts as changed, since this server answers a value "
                    + "that is the same as a change (pulpcore before 3.90).");
        }
    }

    private static string Names(JsonObject changes) => string.Join(", ", changes.Select(pair => pair.Key));

    private static JsonObject Pretend(Entity entity, JsonObject body)
    {
        var pretended = Told(entity, body);
        pretended["pulp_href"] = ConvergeStep.Pretended;
        return pretended;
    }

    private static JsonObject Merge(Entity entity, JsonObject found, JsonObject changes)
    {
        var merged = found.DeepClone().AsObject();
        foreach (var (name, value) in Told(entity, changes))
        {
            merged[name] = value?.DeepClone();
        }

        foreach (var hidden in (merged["hidden_fields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (changes.TryGetPropertyValue((string?)hidden["name"] ?? "", out var secret))
            {
                hidden["is_set"] = secret is not null;
            }
        }

        return merged;
    }

    /// <summary>What Pulp would tell again, as it would: what check mode foresees holds no secret.</summary>
    private static JsonObject Told(Entity entity, JsonObject body)
    {
        var told = body.DeepClone().AsObject();
        foreach (var field in entity.AllFields.Where(field => told.ContainsKey(field.ApiName)))
        {
            if (field.WriteOnly)
            {
                _ = told.Remove(field.ApiName);
            }
            else if (field.Foreseen(told[field.ApiName]) is var foreseen && !ReferenceEquals(foreseen, told[field.ApiName]))
            {
                told[field.ApiName] = foreseen;
            }
        }

        return told;
    }

    /// <summary>Compares what was read before: a list reads only the fields it decides by.</summary>
    private static bool SameButTime(JsonObject before, JsonObject after) => before.All(
        pair => pair.Key == "pulp_last_updated" || Alike.Are(pair.Value, after[pair.Key]));
}
