using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Http;

namespace Sandbox.Api.Access;

/// <summary>POST /login/ opens a session, DELETE ends it, GET tells who one is.</summary>
internal sealed class LoginEndpoints(Authentication authentication)
{
    private const string Path = $"{EntityType.Root}login";

    public void Map(Router router)
    {
        router.Map("GET", Path, exchange => exchange.ReplyAsync(200, Who(exchange)));
        router.Map("POST", Path, exchange =>
        {
            authentication.LogIn(exchange);

            return exchange.ReplyAsync(201, Who(exchange));
        });
        router.Map("DELETE", Path, exchange =>
        {
            authentication.LogOut(exchange);

            return exchange.EmptyAsync(204);
        });
    }

    private static JsonObject Who(Exchange exchange) => new() { ["username"] = exchange.Account!.Username };
}
