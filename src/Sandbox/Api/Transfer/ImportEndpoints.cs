// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Entities;
using Sandbox.Api.Tasks;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Transfer;

/// <summary>imports/ of importers, and import-check/.</summary>
internal sealed class ImportEndpoints(PulpInstance pulp, Validator validator, EntityCreation creation, TaskGroupEndpoints groups)
{
    private readonly Records _imports = new(pulp, pulp.Schema.Types["importers/core/pulp"], "imports", "PulpImport");

    public void Map(Router router)
    {
        _imports.Map(router);
        router.Map("POST", _imports.Path, ImportAsync);
        router.Map("POST", $"{EntityType.Root}importers/core/pulp/import-check", CheckAsync);
    }

    private async Task CheckAsync(Exchange exchange)
    {
        var body = validator.Check(pulp.Schema.Bodies["PulpImportCheck"], await exchange.BodyAsync());
        if (body.Count == 0)
        {
            throw HttpProblemException.NonField("One of 'path', 'toc', or 'repo_mapping' must be specified.");
        }

        await exchange.ReplyAsync(
            200, new JsonObject(body.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Evaluation(pair.Key, (string)pair.Value!)))));
    }

    private static JsonObject Evaluation(string parameter, string value)
    {
        string[] problems = parameter == "repo_mapping" || File.Exists(value) ? []
            : Directory.Exists(value) ? [$"{value} is not a file"]
            : [$"file {value} does not exist"];
        return new JsonObject
        {
            ["context"] = value,
            ["is_valid"] = problems.Length == 0,
            ["messages"] = new JsonArray([.. problems.Select(problem => (JsonNode?)problem)]),
        };
    }

    private async Task ImportAsync(Exchange exchange)
    {
        var importer = _imports.Owner(exchange);
        var body = validator.Check(pulp.Schema.Bodies["PulpImport"], await exchange.BodyAsync());
        var (path, toc, create) = (Values.Text(body["path"]), Values.Text(body["toc"]), Values.Text(body["create_repositories"]) == "true");
        var mapping = importer.Fields["repo_mapping"]?.AsObject() ?? [];
        var problem = (path, toc) switch
        {
            (not null, not null) => "Only one of 'path' and 'toc' may be specified.",
            (null, null) => "One of 'path' or 'toc' must be specified.",
            _ when mapping.Count > 0 && create => "The option 'create_repositories' is not compatible with 'repo_mapping'.",
            _ => null,
        };
        if (problem is not null)
        {
            throw HttpProblemException.NonField(problem);
        }

        var group = groups.Begin(
            new TaskGroup($"Import of {path ?? toc}")
            {
                Report = new ProgressReport("Importing repository versions", "import.repo.versions", 0, null),
            });
        var task = pulp.Task("pulpcore.app.tasks.importer.pulp_import", exchange, [importer.Prn], [], group);
        pulp.Tasks.Dispatch(task, async context =>
        {
            var parameters = new JsonObject { ["path"] = path ?? toc };
            context.Created(_imports.Add(importer, new JsonObject { ["task"] = task.Href, ["params"] = parameters }));
            var files = toc is null ? [path!] : await TableOfContents.CheckAsync(toc, context.Canceled);
            await using var archive = files is [var whole] ? OpenRead(whole) : await TableOfContents.JoinAsync(files, context.Canceled);
            var versions = await new ImportArchive(pulp.Store, context).ReadAsync(archive, pulp.Release.Show());
            group.Report!.Total = versions.Count;
            versions.ToList().ForEach(version => Begin(version, (string?)mapping[version.Name] ?? version.Name, create, task));
            group.IsComplete = true;
        });
        await exchange.ReplyAsync(202, new JsonObject { ["task_group"] = group.Href });
    }

    private static FileStream OpenRead(string path) =>
        File.Exists(path) ? File.OpenRead(path) : throw new TaskFailedException($"[Errno 2] No such file or directory: '{path}'");

    /// <summary>
    /// One more task for one repository. As in Pulp, a version whose repository is not here is passed over without a word.
    /// </summary>
    private void Begin(ArchivedVersion version, string name, bool create, PulpTask parent)
    {
        var repository = pulp.Store.Named("repositories", "name", name).FirstOrDefault(known => known.Type.Path == version.Type)
            ?? (create ? creation.MakeRepository(pulp.Schema.Types[version.Type], name) : null);
        if (repository is null)
        {
            return;
        }

        pulp.Tasks.Dispatch(pulp.Task("pulpcore.app.tasks.importer.import_repository_version", parent, [repository.Prn]), context =>
        {
            var units = version.Content.Select(unit => pulp.Store.Content.Find(unit.Type, unit.Key)
                ?? throw new TaskFailedException(
                    $"{unit.Type} {unit.Key} is neither in this export nor here: "
                        + "it was exported in part, and what was exported before is missing"))
                    .ToList();
            var report = context.Report($"Importing content for {name}", "import.repo.version.content", units.Count);
            if (pulp.Store.Versions.Create(repository, units) is { } created)
            {
                context.Created(created.Href);
            }

            report.Done = units.Count;
            report.Complete();
            parent.Group!.Report!.Increment();

            return Task.CompletedTask;
        });
    }
}
