// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;

namespace Sandbox.Api.Access;

/// <summary>What a request is to an access policy.</summary>
/// <param name="View">The viewset the policy is of.</param>
/// <param name="Action">What is done there.</param>
internal sealed record PolicyAction(string View, string Action)
{
    private static readonly string[] Nested = ["versions", "users", "roles"];

    /// <param name="method">Of the request.</param>
    /// <param name="pattern">The route it took.</param>
    public static PolicyAction Of(string method, IReadOnlyList<string> pattern)
    {
        string[] parts = [.. pattern.Skip(EntityType.Root.Split('/', StringSplitOptions.RemoveEmptyEntries).Length)];
        var at = Array.FindIndex(parts, part => part.StartsWith('{'));
        var view = string.Join('/', at < 0 ? parts : parts[..at]);
        return (at < 0 ? null : parts[(at + 1)..]) switch
        {
            null => new(view, method == "POST" ? "create" : "list"),
            [] => new(view, OnOne(method)),
            [var nested] when Nested.Contains(nested) => new($"{view}/{nested}", method == "POST" ? "create" : "list"),
            [var nested, _] => new($"{view}/{nested}", OnOne(method)),
            [var nested, _, var action] => new($"{view}/{nested}", action),
            [var action, ..] => new(view, action),
        };
    }

    /// <summary>The same as an action of the view above: <c>tasks/purge</c>.</summary>
    public PolicyAction? Above() =>
        View.LastIndexOf('/') is > 0 and var slash && Action == "create" ? new(View[..slash], View[(slash + 1)..]) : null;

    private static string OnOne(string method) => method switch
    {
        "PATCH" => "partial_update",
        "PUT" => "update",
        "DELETE" => "destroy",
        _ => "retrieve",
    };
}
