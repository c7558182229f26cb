// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;

namespace Sandbox.Api.Access;

/// <summary>POST /login/ opens a session, DELETE ends it, GET tells who one is.</summary>
internal sealed class LoginEndpoints(PulpInstance pulp, Authentication authentication)
{
    private const string Path = $"{EntityType.Root}login";

    public void Map(Router router)
    {
        router.Map("GET", Path, exchange => exchange.ReplyAsync(200, Who(exchange)));
        router.Map("POST", Path, exchange =>
        {
            if (exchange.Request.Headers.Authorization.Count == 0)
            {
                throw HttpProblemException.ServerError(); // a session cannot open another
            }

            authentication.LogIn(exchange);

            return pulp.Release.Has("3.105")
                ? exchange.CreatedAsync(exchange.Account!.Href, Who(exchange))
                : exchange.ReplyAsync(201, Who(exchange));
        });
        router.Map("DELETE", Path, exchange =>
        {
            authentication.LogOut(exchange);

            return exchange.EmptyAsync(204);
        });
    }

    private JsonObject Who(Exchange exchange)
    {
        var account = exchange.Account!;

        return pulp.Release.Has("3.105")
            ? new() { ["pulp_href"] = account.Href, ["prn"] = pulp.Store.Find(account.Href)?.Prn, ["username"] = account.Username }
            : new() { ["username"] = account.Username };
    }
}
