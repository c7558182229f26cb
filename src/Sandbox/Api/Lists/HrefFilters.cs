// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Http;
using Sandbox.Instance;

namespace Sandbox.Api.Lists;

/// <summary>Filters that name another entity: one that is not there is an error, not an empty list.</summary>
internal sealed class HrefFilters(PulpInstance pulp)
{
    private static readonly Dictionary<string, string> Models = new()
    {
        ["repository_version"] = "repositoryversion",
        ["repository_version_added"] = "repositoryversion",
        ["repository_version_removed"] = "repositoryversion",
        ["repository"] = "repository",
        ["remote"] = "remote",
        ["publication"] = "publication",
    };

    public void Check(IQueryCollection query)
    {
        var links = new Hyperlinks(pulp.Schema, pulp.Store);
        foreach (var (name, model) in Models)
        {
            if (query[name].ToString() is { Length: > 0 } href
                && href != "null"
                && !links.Exists(links.Local(href), model == "repositoryversion"))
            {
                throw HttpProblemException.Refused(new JsonArray($"URI {href} not found for {model}."));
            }
        }
    }
}
