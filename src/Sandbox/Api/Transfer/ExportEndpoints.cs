// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Api.Transfer;

/// <summary>exports/ of exporters: repository versions written to files of this machine.</summary>
internal sealed class ExportEndpoints(PulpInstance pulp, Validator validator)
{
    private readonly Records _exports = new(pulp, pulp.Schema.Types["exporters/core/pulp"], "exports", "PulpExport");

    public void Map(Router router)
    {
        _exports.Map(router);
        router.Map("POST", _exports.Path, ExportAsync);
    }

    private async Task ExportAsync(Exchange exchange)
    {
        var exporter = _exports.Owner(exchange);
        var body = await exchange.BodyAsync();
        var options = validator.Check(pulp.Schema.Bodies["PulpExport"], body);
        var pieceSize = ExportFiles.Size(Values.Text(options["chunk_size"]));
        var repositories = exporter.Fields["repositories"]!.AsArray().Select(href => pulp.Store.Find((string)href!)!).ToList();
        var versions = Versions(options, "versions", repositories) ?? repositories.ConvertAll(pulp.Store.Versions.Latest);
        var start = Start(options, exporter, repositories);
        var asked = body.Fields.DeepClone().AsObject();
        var task = pulp.Task(
            "pulpcore.app.tasks.export.pulp_export", exchange, [exporter.Prn], repositories.Select(repository => repository.Prn));
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, async context =>
        {
            var files = await WriteAsync(exporter, versions, start, pieceSize, context);
            var href = _exports.Add(exporter, new JsonObject
            {
                ["task"] = task.Href,
                ["exported_resources"] = new JsonArray([.. versions.Select(version => (JsonNode?)version.Href)]),
                ["params"] = asked.DeepClone(),
                ["output_file_info"] = new JsonObject(files.Select(file => KeyValuePair.Create(file.File, (JsonNode?)file.Sha256))),
                ["toc_info"] = new JsonObject { ["file"] = files[^1].File, ["sha256"] = files[^1].Sha256 },
            });
            exporter.Update(new JsonObject { ["last_export"] = href }, DateTime.UtcNow);
            context.Created(href);
        }));
    }

    private async Task<IReadOnlyList<(string File, string Sha256)>> WriteAsync(
        Entity exporter, List<RepositoryVersion> versions, IReadOnlyList<RepositoryVersion> start, long? pieceSize, TaskContext context)
    {
        var folder = exporter.Text("path")!;
        var tar = Path.Combine(
            folder, $"export-{Guid.CreateVersion7()}-{DateTime.UtcNow.ToString("yyyyMMdd_HHmm", CultureInfo.InvariantCulture)}.tar");
        try
        {
            Directory.CreateDirectory(folder);
            await ExportArchive.WriteAsync(pulp.Store, tar, versions, start, pulp.Release.Show(), context);
            return await ExportFiles.FinishAsync(tar, pieceSize, context.Canceled);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TaskFailedException(failure.Message, failure);
        }
        catch (TaskFailedException)
        {
            File.Delete(tar);
            throw;
        }
    }

    /// <summary>What the reader of an incremental export has: what was exported before, or what the request says.</summary>
    private List<RepositoryVersion> Start(JsonObject options, Entity exporter, List<Entity> repositories)
    {
        var isFull = Values.Text(options["full"]) == "true";
        var start = Versions(options, "start_versions", repositories);
        if (start is not null && isFull)
        {
            throw HttpProblemException.NonField("start_versions is only valid for incremental exports (full=False)");
        }

        var last = _exports.Find(exporter, exporter.Text("last_export"));
        return isFull ? []
            : start
                ?? last?["exported_resources"]!.AsArray()
                    .Select(href => pulp.Store.Versions.Find((string)href!))
                    .OfType<RepositoryVersion>()
                    .ToList()
            ?? throw HttpProblemException.NonField(
                "Incremental export can only be requested when there is a previous export or start_versions= has been specified.");
    }

    private List<RepositoryVersion>? Versions(JsonObject options, string field, List<Entity> repositories)
    {
        var versions = options[field]!.AsArray().Select(href => pulp.Store.Versions.Find((string)href!)!).ToList();
        return versions.Count == 0 ? null
            : versions.Count != repositories.Count
                ? throw HttpProblemException.Field(
                    field,
                    $"Number of versions ({repositories.Count}) does not match the number of Repositories ({versions.Count}) "
                        + "for the owning  Exporter!")
            : versions.Exists(version => !repositories.Contains(version.Repository))
                ? throw HttpProblemException.Field(
                    field, "Requested RepositoryVersions must belong to the Repositories named by the Exporter!")
            : versions;
    }
}
