// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Http;
using Sandbox.Instance;

namespace Sandbox.Api.Access;

/// <summary>
/// Whether a request may do what it asks for, by the access policies that the server has. What has none is the administrator's alone.
/// </summary>
internal sealed class AccessPolicies(PulpInstance pulp)
{
    // Their policies stand in the program, and not among those that can be changed. Whoever copies is judged by what is copied where.
    private static readonly PolicyAction[] Everybodys = [new("repository_versions", "list"), new("rpm/copy", "create")];

    /// <exception cref="HttpProblemException">403; or 404 for an object that is not shown to who asks.</exception>
    public async Task RequireAsync(Exchange exchange, PolicyAction asked)
    {
        if (exchange.Account is not { IsAdmin: false } account || asked.View == "login" || Everybodys.Contains(asked))
        {
            return;
        }

        var (action, statements) = Statements(asked);
        var conditions = new PolicyConditions(pulp, exchange, action, Grants.Of(pulp.Store, account));
        foreach (var statement in statements)
        {
            if (await AllAsync(statement, conditions))
            {
                return;
            }
        }

        throw HttpProblemException.Detail(403, "You do not have permission to perform this action.");
    }

    private static async Task<bool> AllAsync(JsonObject statement, PolicyConditions conditions)
    {
        foreach (var condition in Texts(statement["condition"]).Concat(Texts(statement["condition_expression"])))
        {
            if (!await conditions.HoldsAsync(condition))
            {
                return false;
            }
        }

        return true;
    }

    private (PolicyAction Action, IReadOnlyList<JsonObject> Statements) Statements(PolicyAction asked)
    {
        var action = !Has(asked.View) && asked.Above() is { } above ? above : asked;
        return (action,
        [
            .. Policies(action.View).SelectMany(policy => (policy["statements"] as JsonArray ?? []).OfType<JsonObject>()).Where(statement =>
                (string?)statement["effect"] == "allow"
                    && Texts(statement["principal"]).Any(principal => principal is "*" or "authenticated")
                    && Texts(statement["action"]).Any(each => each == "*" || each == action.Action)),
        ]);
    }

    private bool Has(string view) => Policies(view).Any();

    private IEnumerable<JsonObject> Policies(string view) =>
        pulp.Store.Under("access_policies/").Where(policy => policy.Text("viewset_name") == view).Select(policy => policy.Fields);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.Select(each => (string)each!),
        _ => [(string)node!],
    };
}
