using System.Net;
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>Does what was decided.</summary>
internal static class Stepping
{
    /// <summary>Takes a step and waits until Pulp has.</summary>
    public static async Task<Outcome> TakeAsync(this PulpSession pulp, Entity entity, string path, Step step, CancellationToken ct)
    {
        switch (step)
        {
            case Step.Create(var body):
                var created = await pulp.WriteAsync(HttpMethod.Post, path, body, ct);
                return new Outcome(true, null, created is null ? Pretend(entity, body) : await pulp.ReadAsync(path, created, ct));
            case Step.Update(var found, var changes, var unsure):
                var href = (string)found["pulp_href"]!;
                if (await pulp.WriteAsync(HttpMethod.Patch, href, changes, ct) is not { } answer)
                {
                    return unsure ? Unknown(pulp, entity, found, changes) : new Outcome(true, found, Merge(entity, found, changes));
                }

                // 200 is the object as it is: since pulpcore 3.90 the answer to a change that changes nothing.
                var after = answer is { Status: HttpStatusCode.OK, Body: JsonObject told }
                    ? told
                    : (await pulp.Api.GetAsync(href, ct)).Body!.AsObject();
                return new Outcome(answer.Status != HttpStatusCode.OK || !SameButTime(found, after), found, after);
            case Step.Delete(var doomed):
                foreach (var each in doomed)
                {
                    _ = await pulp.DeleteAsync((string)each["pulp_href"]!, ct);
                }

                return new Outcome(true, doomed[0], null);
            default:
                var unchanged = ((Step.Stay)step).Found;
                return new Outcome(false, unchanged, unchanged);
        }
    }

    private static Outcome Unknown(PulpSession pulp, Entity entity, JsonObject found, JsonObject changes)
    {
        pulp.Warn(
            $"Pulp does not tell {string.Join(", ", changes.Select(pair => pair.Key))} of {entity.Noun} '{found["name"]}'. "
                + "Check mode assumes the values are the same.");
        return new Outcome(false, found, found);
    }

    private static JsonObject Pretend(Entity entity, JsonObject body)
    {
        var pretended = Told(entity, body);
        pretended["pulp_href"] = Step.Pretended;
        return pretended;
    }

    private static JsonObject Merge(Entity entity, JsonObject found, JsonObject changes)
    {
        var merged = found.DeepClone().AsObject();
        foreach (var (name, value) in Told(entity, changes))
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    /// <summary>What Pulp would tell again: what check mode foresees holds no secret.</summary>
    private static JsonObject Told(Entity entity, JsonObject body)
    {
        var told = body.DeepClone().AsObject();
        foreach (var field in entity.AllFields.Where(field => field.WriteOnly))
        {
            _ = told.Remove(field.ApiName);
        }

        return told;
    }

    /// <summary>Compares what was read before: a list reads only the fields it decides by.</summary>
    private static bool SameButTime(JsonObject before, JsonObject after) => before.All(
        pair => pair.Key == "pulp_last_updated" || Alike.Are(pair.Value, after[pair.Key]));
}
