// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Content;

[Collection(Upstreams.Name)]
public sealed class PythonContentTests(Upstreams upstreams)
{
    [Fact]
    public async Task Pip_downloads_an_included_project()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("python/python");
        var (version, task) = await server.SyncAsync(
            repository, server.Remote(
                "python/python", upstreams["PYTHON_URL"], more: new() { ["includes"] = new JsonArray("Tiny_Otter>=1.0") }));
        server.Distribute("python/pypi", "pypi", new() { ["repository"] = repository.Href });

        Assert.Equal("tiny-otter-1.0.tar.gz", (string?)version!.OfType("python.python").Single().Fields["filename"]);
        Assert.Equal(
            ["Fetching Project Metadata", "Downloading Artifacts", "Associating Content"], task.Reports.Select(report => report.Message));
        var page = await Command.RunAsync("curl", "-sf", $"{server.Url}pypi/pypi/simple/tiny-otter/");
        var link = new Uri(new Uri(server.Url, "/pypi/pypi/simple/tiny-otter/"), page.Split("href=\"")[1].Split('"')[0]);
        var fetched = server.Temporary("fetched.tar.gz");
        await Command.RunAsync("curl", "-sf", "-o", fetched, link.AbsoluteUri);
        Assert.Contains("tiny-otter-1.0/PKG-INFO", await Command.RunAsync("tar", "-tzf", fetched), StringComparison.Ordinal);
        Assert.Contains(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(fetched))),
            link.Fragment,
            StringComparison.Ordinal);
    }

    /// <summary>Pulp syncs from a project's JSON; what pip reads does not do.</summary>
    [Fact]
    public async Task An_index_of_pages_alone_gives_nothing_as_in_Pulp()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(
            server.Repository("python/python"), server.Remote(
                "python/python", upstreams["PYTHON_URL"] + "/packages", more: new() { ["includes"] = new JsonArray("tiny-otter") }));

        Assert.Null(version);
    }

    [Fact]
    public async Task A_dead_index_completes_with_nothing_as_in_Pulp()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, task) = await server.SyncAsync(
            server.Repository("python/python"), server.Remote(
                "python/python", "http://127.0.0.1:9/", more: new() { ["includes"] = new JsonArray("shelf-reader") }));

        Assert.Null(version);
        Assert.All(task.Reports, report => Assert.Equal(("completed", 0L), (report.State, report.Done)));
    }
}
