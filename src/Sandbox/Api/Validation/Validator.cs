// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;

namespace Sandbox.Api.Validation;

/// <summary>Checks a request's fields one by one, then as a whole, and refuses it with everything that is wrong.</summary>
internal sealed class Validator(PulpInstance pulp)
{
    private readonly FieldReader _reader = new(new Hyperlinks(pulp.Schema, pulp.Store));

    /// <exception cref="HttpProblemException">400, with the problems field by field.</exception>
    public Draft Check(EntityType type, Entity? current, RequestBody body, bool partial)
    {
        var draft = new Draft(type, current, []) { Release = pulp.Release };
        var problems = new JsonObject();
        foreach (var field in type.Fields.Where(field => !field.ReadOnly))
        {
            Try(problems, field.Name, () => Take(draft, field, body, partial));
        }

        Refuse(problems);
        if (type.Path != "users")
        {
            Refuse(Unknown(type.Fields, body)); // of users, Pulp forgets what it does not know
        }

        WholeRules.Check(pulp.Store, draft);

        return draft;
    }

    /// <summary>An action's body.</summary>
    public JsonObject Check(IReadOnlyList<Field> fields, RequestBody body)
    {
        var values = new JsonObject();
        var problems = new JsonObject();
        foreach (var field in fields)
        {
            Try(problems, field.Name, () =>
            {
                if (body.Fields.TryGetPropertyValue(field.Name, out var given))
                {
                    values[field.Name] = _reader.Read(field, given);
                }
                else if (field.Required)
                {
                    throw new FieldProblemException("This field is required.");
                }
                else if (field.Default is not null)
                {
                    values[field.Name] = field.Default.DeepClone();
                }
            });
        }

        Refuse(problems);
        Refuse(Unknown(fields, body));

        return values;
    }

    private static void Try(JsonObject problems, string name, Action check)
    {
        try
        {
            check();
        }
        catch (FieldProblemException problem)
        {
            problems[name] = problem.Shown.DeepClone();
        }
    }

    private void Take(Draft draft, Field field, RequestBody body, bool partial)
    {
        if (body.Files.ContainsKey(field.Name))
        {
            return;
        }

        if (body.Fields.TryGetPropertyValue(field.Name, out var given))
        {
            var read = _reader.Read(field, body.IsForm ? Unformed(field, given) : given);
            draft.Values[field.Name] = FieldRules.Check(pulp.Store, draft, field.Name, read);
        }
        else if (draft.Current is null || !partial)
        {
            if (field.Required)
            {
                throw new FieldProblemException("This field is required.");
            }

            if (draft.Current is null)
            {
                draft.Values[field.Name] = field.Default?.DeepClone();
            }
        }
    }

    /// <summary>In a form, structured values travel as JSON text.</summary>
    private static JsonNode? Unformed(Field field, JsonNode? given) =>
        field.Kind is "map" or "list" or "json" && Values.Text(given) is { Length: > 0 } text ? JsonNode.Parse(text) : given;

    private static JsonObject Unknown(IReadOnlyList<Field> fields, RequestBody body)
    {
        var known = fields.Select(field => field.Name).Append("csrfmiddlewaretoken").ToHashSet();

        return new JsonObject(body.Fields.Select(field => field.Key).Concat(body.Files.Keys)
            .Where(name => !known.Contains(name))
            .Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonArray("Unexpected field"))));
    }

    private static void Refuse(JsonObject problems)
    {
        if (problems.Count > 0)
        {
            throw HttpProblemException.Refused(problems);
        }
    }
}
