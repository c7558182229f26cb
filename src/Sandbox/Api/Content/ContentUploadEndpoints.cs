// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Presentation;
using Sandbox.Api.Repositories;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Api.Content;

/// <summary>POST of content: a file, an upload or an artifact becomes a unit, and goes into a repository if one is named.</summary>
internal sealed class ContentUploadEndpoints(
    PulpInstance pulp, Validator validator, UnitPresentation presentation, RepositoryEndpoints repositories, Uploads uploads)
{
    public void Map(Router router)
    {
        foreach (var (unitType, read) in pulp.Plugins.Readers)
        {
            var type = pulp.Schema.UnitTypes[unitType];
            router.Map("POST", type.ListHref, exchange => CreateAsync(exchange, type, read));
        }
    }

    private async Task CreateAsync(Exchange exchange, EntityType type, UploadReader read)
    {
        var body = await exchange.BodyAsync();
        var draft = validator.Check(type, null, body, partial: false);
        var upload = draft.Text("upload") is { } href
            ? uploads.Find(href) ?? throw HttpProblemException.Field("upload", "Invalid hyperlink - Object does not exist.")
            : null;
        var sha256 = draft.Text("artifact") is { } artifact
            ? pulp.Store.Artifacts.FindByHref(artifact)?.Sha256
                ?? throw HttpProblemException.Field("artifact", "Invalid hyperlink - Object does not exist.")
            : null;
        if (body.Files.TryGetValue("file", out var file))
        {
            await using var bytes = file.Open();
            (sha256, _) = await pulp.Store.Blobs.AddAsync(bytes, exchange.Aborted);
        }

        if (sha256 is null && upload is null)
        {
            throw HttpProblemException.NonField("One of 'artifact', 'file', 'upload' or 'file_url' must be specified.");
        }

        var repository = pulp.Store.Find(draft.Text("repository"));
        var task = pulp.Task(TaskNames.Create, exchange, [.. Prns(repository?.Prn), .. Prns(upload?.Prn)], []);
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, async context =>
        {
            sha256 ??= (await uploads.TakeAsync(upload!, context.Canceled)).Sha256;
            var stored = pulp.Store.ArtifactOf(sha256)!;
            var unit = pulp.Store.Content.Intern(await read(pulp.Store, stored, draft.Values, context));
            var beside = new List<(ContentUnit Unit, bool IsNew)>();
            if (repository is not null)
            {
                beside.AddRange(CompanionsOf(unit, draft.Values));
                var latest = pulp.Store.Versions.Latest(repository);
                await repositories.FinishAsync(
                    repository,
                    pulp.Store.Versions.Create(repository, [.. latest.Content, unit, .. beside.Select(companion => companion.Unit)]),
                    context);
            }

            foreach (var made in beside.Where(companion => companion.IsNew).Select(companion => companion.Unit).Prepend(unit))
            {
                context.Created(UnitPresentation.Href(pulp.Schema.UnitTypes[made.Type], made));
            }

            context.Result(JsonbOrder.Of(presentation.RowOf(unit).Show()));
        }));
    }

    private IEnumerable<(ContentUnit Unit, bool IsNew)> CompanionsOf(ContentUnit unit, JsonObject values)
    {
        foreach (var companion in pulp.Plugins.Companions.TryGetValue(unit.Type, out var of) ? of(pulp.Store, unit, values) : [])
        {
            var isNew = pulp.Store.Content.Find(companion.Type, companion.Key) is null;
            yield return (pulp.Store.Content.Intern(companion), isNew);
        }
    }

    private static IEnumerable<string> Prns(string? prn) => prn is null ? [] : [prn];
}
