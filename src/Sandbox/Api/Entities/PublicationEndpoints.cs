// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Tasks;

namespace Sandbox.Api.Entities;

/// <summary>POST of publications; the rest is like everything else.</summary>
internal sealed class PublicationEndpoints(PulpInstance pulp, Validator validator, Publisher publisher)
{
    // What an rpm repository says of these goes for its publications, unless they say otherwise.
    private static readonly string[] Inherited = ["checksum_type", "compression_type", "layout", "repo_config"];

    public void Map(Router router)
    {
        foreach (var type in pulp.Schema.Types.Values.Where(type => type.Family == "publications" && type.Verbs.Contains("create")))
        {
            router.Map("POST", type.ListHref, exchange => CreateAsync(exchange, type));
        }
    }

    private async Task CreateAsync(Exchange exchange, EntityType type)
    {
        var body = await exchange.BodyAsync();
        var draft = validator.Check(type, null, body, partial: false);
        var version = pulp.Store.Versions.Find(draft.Text("repository_version")!)!;
        foreach (var option in Inherited.Where(
            option => type.App == "rpm" && !body.Fields.ContainsKey(option) && version.Repository.Fields[option] is not null))
        {
            draft.Values[option] = version.Repository.Fields[option]!.DeepClone();
        }

        if (type.Path == "publications/rpm/rpm" && version.Repository.Type.App != "rpm")
        {
            throw HttpProblemException.ServerError();
        }

        if (draft.Values.ContainsKey("layout") && draft.Values["layout"] is null)
        {
            draft.Values["layout"] = type.Fields.First(field => field.Name == "layout").Default?.DeepClone();
        }

        if (draft.Values.ContainsKey("publish_legacy_release_files"))
        {
            draft.Values["publish_legacy_release_files"] = false; // taken, and never kept
        }

        var task = pulp.Task(TaskNames.Publish(type.Path), exchange, [], [version.Repository.Prn]);
        await exchange.AcceptedAsync(
            pulp.Tasks.Dispatch(task, context => type.Path == "publications/deb/apt" && version.Repository.Type.App != "deb"
            ? throw new TaskFailedException("AptRepository matching query does not exist.")
            : publisher.PublishAsync(type, draft.Values, context)));
    }
}
