// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;

namespace Sandbox.Api.Access;

/// <summary>Who belongs to a group.</summary>
internal sealed class GroupEndpoints(PulpInstance pulp, Validator validator)
{
    private const string Members = "members";

    // As they were added: the list is not ordered.
    private static readonly DateTime InOrder = DateTime.UnixEpoch;

    private const string Path = $"{EntityType.Root}groups/{{id}}/users";

    public void Map(Router router)
    {
        router.Map(
            "GET",
            Path,
            exchange => Listing.ReplyAsync(
                exchange, MembersOf(Find(exchange)).Select(user => Row.Of(Show(user), InOrder)), null));
        router.Map("POST", Path, AddAsync);
        router.Map("DELETE", $"{Path}/{{user}}", RemoveAsync);
    }

    private Entity Find(Exchange exchange) =>
        pulp.Store.Find($"{EntityType.Root}groups/{exchange.Path["id"]}/") ?? throw HttpProblemException.NoSuch("Group");

    private async Task AddAsync(Exchange exchange)
    {
        var group = Find(exchange);
        var body = validator.Check(pulp.Schema.Bodies["GroupUser"], await exchange.BodyAsync());
        var name = body["username"]!.GetValue<string>();
        var user = pulp.Store.Named("users", "username", name).FirstOrDefault()
            ?? throw HttpProblemException.Refused(new JsonArray("User matching query does not exist."));
        Set(group, MembersOf(group).Append(user).Select(member => member.Href).Distinct());
        await exchange.ReplyAsync(201, Show(user));
    }

    private Task RemoveAsync(Exchange exchange)
    {
        var group = Find(exchange);
        var href = $"{EntityType.Root}users/{exchange.Path["user"]}/";
        if (!MembersOf(group).Any(member => member.Href == href))
        {
            throw HttpProblemException.NoSuch("User");
        }

        Set(group, MembersOf(group).Select(member => member.Href).Where(member => member != href));

        return exchange.EmptyAsync(204);
    }

    private void Set(Entity group, IEnumerable<string> members)
    {
        group.Update(new JsonObject { [Members] = new JsonArray([.. members.Select(href => (JsonNode?)href)]) }, DateTime.UtcNow);
        pulp.Store.OnChanged();
    }

    private List<Entity> MembersOf(Entity group) =>
        [.. (group.Fields[Members]?.AsArray() ?? []).Select(href => pulp.Store.Find(href!.GetValue<string>())).OfType<Entity>()];

    private static JsonObject Show(Entity user) =>
        new() { ["username"] = user.Text("username"), ["pulp_href"] = user.Href, ["prn"] = user.Prn };
}
