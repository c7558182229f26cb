// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Transfer;

/// <summary>What one server exports another imports: content, files, and what is wrong with them.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, 1)]
    [InlineData("2KB", 3)]
    public async Task What_was_exported_is_imported_elsewhere(string? chunkSize, int leastFiles)
    {
        await using var from = await LiveSandbox.StartAsync();
        var (exporter, _) = await FilledAsync(from, "hello", "world");
        var export = await ExportAsync(from, exporter, chunkSize is null ? [] : new() { ["chunk_size"] = chunkSize });
        var files = export["output_file_info"]!.AsObject();
        Assert.True(files.Count > leastFiles, files.ToJsonString());
        Assert.All(files, file => Assert.Equal((string)file.Value!, Sha256(file.Key)));
        var toc = (string)export["toc_info"]!["file"]!;
        Assert.EndsWith("-toc.json", toc, StringComparison.Ordinal);
        Assert.Equal(files.Select(file => Path.GetFileName(file.Key)).Where(name => !name.EndsWith(".json", StringComparison.Ordinal)),
            JsonNode.Parse(await File.ReadAllTextAsync(toc))!["files"]!.AsObject().Select(file => file.Key));
        Assert.Equal((string)export["pulp_href"]!, (string?)(await from.GetAsync(exporter))["last_export"]);

        await using var to = await LiveSandbox.StartAsync();
        var group = await ImportAsync(to, new() { ["toc"] = toc, ["create_repositories"] = true });

        Assert.Equal((2, 0, false), ((int)group["completed"]!, (int)group["failed"]!, (bool)group["all_tasks_dispatched"]!));
        var repository = (await to.GetAsync("repositories/file/file/?name=files"))["results"]![0]!;
        Assert.EndsWith("/versions/1/", (string)repository["latest_version_href"]!, StringComparison.Ordinal);
        _ = await to.RunAsync(HttpMethod.Post, "publications/file/file/", new() { ["repository"] = (string)repository["pulp_href"]! });
        _ = await to.RunAsync(
            HttpMethod.Post,
            "distributions/file/file/",
            new() { ["name"] = "d", ["base_path"] = "d", ["repository"] = (string)repository["pulp_href"]! });
        Assert.Equal("world", await to.Http.GetStringAsync(new Uri("/pulp/content/d/world.txt", UriKind.Relative)));
    }

    [Fact]
    public async Task An_importer_maps_to_repositories_there_are()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var (status, body) = await pulp.SendAsync(
            HttpMethod.Post, "importers/core/pulp/", new() { ["name"] = "i", ["repo_mapping"] = new JsonObject { ["theirs"] = "nope" } });
        Assert.Equal((400, "Failed to find repositories from repo_mapping: names: ['nope']"), (status, (string?)body![0]));
        _ = await pulp.CreateAsync("repositories/file/file/", new() { ["name"] = "ours" });
        _ = await pulp.CreateAsync(
            "importers/core/pulp/", new() { ["name"] = "i", ["repo_mapping"] = new JsonObject { ["theirs"] = "ours" } });
    }

    [Fact]
    public async Task A_partial_export_holds_what_is_new_and_needs_what_came_before()
    {
        await using var from = await LiveSandbox.StartAsync();
        var (exporter, repository) = await FilledAsync(from, "hello");
        var (early, refused) = await from.SendAsync(HttpMethod.Post, $"{exporter}exports/", new() { ["full"] = false });
        Assert.Equal(400, early);
        Assert.Contains("when there is a previous export", refused!.ToJsonString(), StringComparison.Ordinal);
        var first = await ExportAsync(from, exporter, []);
        await AddAsync(from, repository, "world");
        var second = await ExportAsync(from, exporter, new() { ["full"] = false });

        await using var to = await LiveSandbox.StartAsync();
        var alone = await ImportAsync(to, new() { ["toc"] = (string)second["toc_info"]!["file"]!, ["create_repositories"] = true });
        Assert.Equal(1, (int)alone["failed"]!);
        foreach (var export in new[] { first, second })
        {
            var group = await ImportAsync(to, new() { ["toc"] = (string)export["toc_info"]!["file"]!, ["create_repositories"] = true });
            Assert.Equal(0, (int)group["failed"]!);
        }

        Assert.Equal(2, (int)(await to.GetAsync("content/file/files/"))["count"]!);
    }

    [Fact]
    public async Task A_damaged_export_is_not_imported()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var (exporter, _) = await FilledAsync(pulp, "hello");
        var export = await ExportAsync(pulp, exporter, []);
        var tar = export["output_file_info"]!.AsObject().First().Key;
        var bytes = await File.ReadAllBytesAsync(tar);
        bytes[700] ^= 1;
        await File.WriteAllBytesAsync(tar, bytes);
        var group = await ImportAsync(pulp, new() { ["toc"] = (string)export["toc_info"]!["file"]! });

        Assert.Equal((1, 0), ((int)group["failed"]!, (int)group["completed"]!));
        var error = (await pulp.GetAsync((string)group["tasks"]![0]!["pulp_href"]!))["error"]!["description"]!;
        Assert.StartsWith("Import chunk hash mismatch", (string)error!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_export_is_found_out()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var (status, check) = await pulp.SendAsync(
            HttpMethod.Post, "importers/core/pulp/import-check/", new() { ["path"] = _folder.In("nothing"), ["repo_mapping"] = "{}" });
        Assert.Equal((200, false, true), (status, (bool)check!["path"]!["is_valid"]!, (bool)check["repo_mapping"]!["is_valid"]!));
        Assert.Equal($"file {_folder.In("nothing")} does not exist", (string?)check["path"]!["messages"]![0]);

        await File.WriteAllTextAsync(_folder.In("text"), "no tar");
        Assert.Equal(1, (int)(await ImportAsync(pulp, new() { ["path"] = _folder.In("text") }))["failed"]!);
        var importer = (string)(await pulp.CreateAsync("importers/core/pulp/", new() { ["name"] = "other" }))["pulp_href"]!;
        Assert.Equal(400, (await pulp.SendAsync(HttpMethod.Post, $"{importer}imports/", [])).Status);
    }

    [Fact]
    public async Task A_repository_that_is_not_here_is_passed_over_unless_it_is_called_otherwise()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var (exporter, _) = await FilledAsync(pulp, "hello");
        var toc = (string)(await ExportAsync(pulp, exporter, []))["toc_info"]!["file"]!;

        await using var to = await LiveSandbox.StartAsync();
        Assert.Single((await ImportAsync(to, new() { ["toc"] = toc }))["tasks"]!.AsArray());
        var other = (string)(await to.CreateAsync("repositories/file/file/", new() { ["name"] = "other" }))["pulp_href"]!;
        Assert.Equal(2, (await ImportAsync(to, new() { ["toc"] = toc }, new() { ["files"] = "other" }))["tasks"]!.AsArray().Count);
        Assert.EndsWith("/versions/1/", (string)(await to.GetAsync(other))["latest_version_href"]!, StringComparison.Ordinal);
    }

    private async Task<(string Exporter, string Repository)> FilledAsync(LiveSandbox pulp, params string[] texts)
    {
        var repository = (string)(await pulp.CreateAsync("repositories/file/file/", new() { ["name"] = "files" }))["pulp_href"]!;
        foreach (var text in texts)
        {
            await AddAsync(pulp, repository, text);
        }

        var exporter = await pulp.CreateAsync(
            "exporters/core/pulp/",
            new() { ["name"] = "offline", ["path"] = _folder.In("exports"), ["repositories"] = new JsonArray(repository) });
        return ((string)exporter["pulp_href"]!, repository);
    }

    private static async Task AddAsync(LiveSandbox pulp, string repository, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(repository), "repository" },
            { new StringContent($"{text}.txt"), "relative_path" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "file" },
        };
        using var answer = await pulp.Http.PostAsync(new Uri($"{LiveSandbox.Api}content/file/files/", UriKind.Relative), form);
        var task = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["task"]!;
        Assert.Equal("completed", (string)(await pulp.WaitAsync(task, "completed", "failed"))["state"]!);
    }

    private static async Task<JsonObject> ExportAsync(LiveSandbox pulp, string exporter, JsonObject options)
    {
        var task = await pulp.RunAsync(HttpMethod.Post, $"{exporter}exports/", options);
        Assert.True((string?)task["state"] == "completed", task.ToJsonString());
        return await pulp.GetAsync((string)task["created_resources"]![0]!);
    }

    private static async Task<JsonObject> ImportAsync(LiveSandbox pulp, JsonObject options, JsonObject? mapping = null)
    {
        var importer = await pulp.CreateAsync(
            "importers/core/pulp/", new() { ["name"] = Guid.NewGuid().ToString(), ["repo_mapping"] = mapping ?? [] });
        var (status, started) = await pulp.SendAsync(HttpMethod.Post, $"{importer["pulp_href"]}imports/", options);
        Assert.True(status == 202, $"{status} {started?.ToJsonString()}");
        return await TaskGroups.WaitAsync(pulp, (string)started!["task_group"]!);
    }

    private static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
