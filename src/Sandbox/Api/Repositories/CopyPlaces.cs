// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Access;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Versions;

namespace Sandbox.Api.Repositories;

/// <summary>From where and where to something is copied, and whether who asks may. pulp_rpm looks at the target first.</summary>
internal sealed class CopyPlaces(PulpInstance pulp, Exchange exchange, string app)
{
    private readonly Hyperlinks _links = new(pulp.Schema, pulp.Store);
    private readonly string _kind = app == "deb" ? "apt" : app;
    private readonly Grants? _grants = exchange.Account is { IsAdmin: false } account ? Grants.Of(pulp.Store, account) : null;

    /// <exception cref="HttpProblemException">One is not there, or may not be used.</exception>
    public (RepositoryVersion Source, Entity Target) Of(JsonObject order)
    {
        if (app == "deb")
        {
            var from = Source(order);
            return (from, Target(order));
        }

        var target = Target(order);
        Require("rpm.modify_content_rpmrepository", target);
        var source = Source(order);
        Require("rpm.view_rpmrepository", source.Repository);
        return (source, target);
    }

    /// <summary>What is copied, by href.</summary>
    /// <exception cref="HttpProblemException">It is none.</exception>
    public static string Local(JsonNode? href) => Values.Text(href) is { } text && text.StartsWith('/')
        ? text
        : throw HttpProblemException.Refused(new JsonArray($"URI not valid: {Values.Text(href)}"));

    private void Require(string permission, Entity repository)
    {
        if (_grants?.Has(permission, repository) == false)
        {
            throw HttpProblemException.Detail(403, "You do not have permission to perform this action.");
        }
    }

    private Entity Target(JsonObject order)
    {
        var href = Href(order, "dest_repo");
        return pulp.Store.Find(href) is { } found && found.Type.Path == $"repositories/{app}/{_kind}"
            ? found
            : throw HttpProblemException.Refused(new JsonArray($"URI {href} not found for {_kind}repository."));
    }

    private RepositoryVersion Source(JsonObject order)
    {
        var href = Href(order, "source_repo_version");
        return pulp.Store.Versions.Find(href)
            ?? throw HttpProblemException.Refused(new JsonArray($"URI {href} not found for repositoryversion."));
    }

    private string Href(JsonObject order, string name)
    {
        var given = Values.Text(order[name]) ?? "";
        var href = _links.Local(given);
        return href.StartsWith('/') ? href : throw HttpProblemException.Refused(new JsonArray($"URI not valid: {given}"));
    }
}
