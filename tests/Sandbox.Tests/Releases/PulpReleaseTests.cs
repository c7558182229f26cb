// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Releases;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Releases;

/// <summary>What each of the servers we can be does, asked of it alive.</summary>
public sealed class PulpReleaseTests
{
    public static TheoryData<string> Names => [.. PulpRelease.All.Select(release => release.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_release_says_which_it_is_and_makes_a_train(string name)
    {
        await using var pulp = await StartAsync(name);
        var versions = (await pulp.GetAsync("status/"))["versions"]!.AsArray();
        var core = versions.Single(version => (string)version!["component"]! == "core")!;
        Assert.StartsWith(name, (string)core["version"]!, StringComparison.Ordinal);

        var repository = (string)(await pulp.CreateAsync("repositories/file/file/", new() { ["name"] = "r" }))["pulp_href"]!;
        var publication = await pulp.RunAsync(HttpMethod.Post, "publications/file/file/", new() { ["repository"] = repository });
        Assert.Equal("completed", (string?)publication["state"]);
        var distribution = await pulp.RunAsync(
            HttpMethod.Post, "distributions/file/file/", new() { ["name"] = "d", ["base_path"] = "d", ["repository"] = repository });
        var shown = await pulp.GetAsync((string)distribution["created_resources"]![0]!);
        Assert.Equal(name is "3.105" or "3.123", shown.ContainsKey("prn"));
        Assert.Equal(name == "3.123", shown.ContainsKey("repository_version"));
    }

    [Theory]
    [InlineData("3.21", 403)]
    [InlineData("3.49", 401)]
    [InlineData("3.123", 401)]
    public async Task A_wrong_login_is_refused_in_the_releases_way(string name, int status)
    {
        await using var pulp = await StartAsync(name);
        pulp.Http.DefaultRequestHeaders.Authorization = LiveSandbox.Basic("admin", "wrong");

        var (answered, body) = await pulp.SendAsync(HttpMethod.Get, "repositories/");
        Assert.Equal((status, "Invalid username/password."), (answered, (string?)body!["detail"]));
        Assert.Equal(name == "3.123" ? 401 : 404, (await pulp.SendAsync(HttpMethod.Post, "login/")).Status);
    }

    [Theory]
    [InlineData("3.21", 202)]
    [InlineData("3.49", 202)]
    [InlineData("3.105", 200)]
    public async Task A_change_of_nothing_is_a_task_until_it_is_none(string name, int status)
    {
        await using var pulp = await StartAsync(name);
        var remote = await pulp.CreateAsync("remotes/file/file/", new() { ["name"] = "m", ["url"] = "http://h/", ["username"] = "u" });

        Assert.Equal(status, (await pulp.SendAsync(HttpMethod.Patch, (string)remote["pulp_href"]!, new() { ["username"] = "u" })).Status);
    }

    [Theory]
    [InlineData("3.105", "container-push", 400)]
    [InlineData("3.123", "container", 201)]
    public async Task What_a_push_makes_and_where_one_may_push_depends_on_the_release(string name, string kind, int intoSynced)
    {
        await using var pulp = await StartAsync(name);
        Assert.Equal(HttpStatusCode.Created, await PushAsync(pulp, "team/app"));
        var made = (await pulp.GetAsync("repositories/?name=team/app"))["results"]![0]!;
        Assert.StartsWith($"/pulp/api/v3/repositories/container/{kind}/", (string)made["pulp_href"]!, StringComparison.Ordinal);

        var synced = (string)(await pulp.CreateAsync("repositories/container/container/", new() { ["name"] = "synced" }))["pulp_href"]!;
        await pulp.RunAsync(
            HttpMethod.Post,
            "distributions/container/container/",
            new() { ["name"] = "synced", ["base_path"] = "synced", ["repository"] = synced });
        Assert.Equal((HttpStatusCode)intoSynced, await PushAsync(pulp, "synced"));
    }

    [Fact]
    public async Task The_old_names_of_a_filter_are_taken_but_not_shown_by_the_newest()
    {
        await using var pulp = await StartAsync("3.123");
        var remote = await pulp.CreateAsync("remotes/container/container/", new()
        {
            ["name"] = "m", ["url"] = "http://h/", ["upstream_name"] = "u", ["include_tags"] = new JsonArray("v1"),
        });
        Assert.Equal(("""["v1"]""", false), (remote["includes"]!.ToJsonString(), remote.ContainsKey("include_tags")));

        var href = (string)remote["pulp_href"]!;
        var (same, _) = await pulp.SendAsync(HttpMethod.Patch, href, new() { ["include_tags"] = new JsonArray() });
        Assert.Equal(200, same);
        JsonObject both = new() { ["includes"] = new JsonArray("a"), ["include_tags"] = new JsonArray("a", "b") };
        await pulp.RunAsync(HttpMethod.Patch, href, both);
        Assert.Equal("""["a","a","b"]""", (await pulp.GetAsync(href))["includes"]!.ToJsonString());
    }

    private static Task<LiveSandbox> StartAsync(string name) =>
        LiveSandbox.StartAsync(options => options with { Release = PulpRelease.Parse(name) });

    /// <summary>The least image: a configuration and no layer.</summary>
    private static async Task<HttpStatusCode> PushAsync(LiveSandbox pulp, string name)
    {
        var config = "{}"u8.ToArray();
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(config))}";
        using var blob = new ByteArrayContent(config);
        using var begun = await pulp.Http.PostAsync(new Uri($"/v2/{name}/blobs/uploads/?digest={digest}", UriKind.Relative), blob);
        if (begun.StatusCode != HttpStatusCode.Created)
        {
            return begun.StatusCode;
        }

        const string Type = "application/vnd.docker.distribution.manifest.v2+json";
        using var manifest = new StringContent(
            $$"""{"schemaVersion":2,"mediaType":"{{Type}}","config":{"digest":"{{digest}}","size":2},"layers":[]}""", Encoding.UTF8);
        manifest.Headers.ContentType = new(Type);
        using var pushed = await pulp.Http.PutAsync(new Uri($"/v2/{name}/manifests/v1", UriKind.Relative), manifest);

        return pushed.StatusCode;
    }
}
