// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Api.Access;
using Sandbox.Api.Lists;
using Sandbox.Api.Presentation;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Versions;

namespace Sandbox.Api.Content;

/// <summary>Content units by type, over all or within a repository version.</summary>
internal sealed class ContentEndpoints(PulpInstance pulp, UnitPresentation presentation)
{
    // These choose the units; the rest filters what is shown of them.
    private static readonly string[] Scopes =
    [
        "repository_version", "repository_version_added", "repository_version_removed", "orphaned_for",
    ];

    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(type => type.Family == "content"))
        {
            router.Map("GET", type.ListHref, exchange => ListAsync(exchange, type));
            if (type.UnitType is not null)
            {
                router.Map(
                    "GET",
                    $"{type.ListHref}{{id}}",
                    exchange => exchange.ReplyAsync(
                        200, presentation.RowOf(Find(exchange, type)).Show(FieldSelection.Of(exchange.Request))));
            }
        }
    }

    private ContentUnit Find(Exchange exchange, EntityType type) =>
        pulp.Store.Content.FindById(exchange.Path["id"]) is { } unit && unit.Type == type.UnitType && Seen(exchange, [unit]).Any()
            ? unit
            : throw HttpProblemException.NoSuch(type.Model);

    private Task ListAsync(Exchange exchange, EntityType type)
    {
        new HrefFilters(pulp).Check(exchange.Request.Query);
        var shape = type.UnitType is null ? type : null;
        var rows = Seen(exchange, Scoped(exchange.Request.Query))
            .Where(unit => type.UnitType is null ? pulp.Schema.UnitTypes.ContainsKey(unit.Type) : unit.Type == type.UnitType)
            .Select(unit => presentation.RowOf(unit, shape));

        return Listing.ReplyAsync(exchange, rows, type.Filters, Scopes);
    }

    private IEnumerable<ContentUnit> Seen(Exchange exchange, IEnumerable<ContentUnit> units) =>
        Visibility.For(pulp.Store, exchange.Account).Units(units);

    private IEnumerable<ContentUnit> Scoped(IQueryCollection query)
    {
        var links = new Hyperlinks(pulp.Schema, pulp.Store);
        IEnumerable<ContentUnit>? units = null;
        foreach (var (name, of) in new (string, Func<RepositoryVersion, IEnumerable<ContentUnit>>)[]
        {
            (Scopes[0], version => version.Content),
            (Scopes[1], version => version.Added),
            (Scopes[2], version => version.Removed),
        })
        {
            if (query[name].ToString() is { Length: > 0 } href)
            {
                var chosen = of(pulp.Store.Versions.Find(links.Local(href))!);
                units = units is null ? chosen : units.Intersect(chosen);
            }
        }

        return units ?? pulp.Store.Content.All;
    }
}
