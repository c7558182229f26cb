// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CiSandbox.Tests.Api;

namespace CiSandbox.Tests.GitHub;

public sealed class GitHubServerTests : IAsyncLifetime
{
    private const string Repository = "repos/acme/kayobe-config";
    private const string Sealed = "aGVsbG8gd29ybGQhISE=";

    private ValidatedGitHub _gitHub = null!;

    public async Task InitializeAsync() => _gitHub = await ValidatedGitHub.StartAsync("environments", "prod, test");

    public async Task DisposeAsync() => await _gitHub.DisposeAsync();

    [Fact]
    public void The_description_is_there() => Assert.True(OpenApi.GitHub.Operations > 25);

    [Fact]
    public void What_is_not_described_is_a_fault()
    {
        const string Runners = "/repos/a/b/actions/runners";
        const string NoBase64 = """{"encrypted_value": "no base64!", "key_id": "1"}""";
        const string None = """{"total_count": 0, "runners": []}""";
        Assert.NotEmpty(OpenApi.GitHub.Faults("PUT", "/repos/a/b/actions/secrets/X", [], NoBase64, 201, "{}"));
        Assert.NotEmpty(OpenApi.GitHub.Faults("PUT", "/repos/a/b/actions/secrets/X", [], """{"key_id": "1"}""", 201, "{}"));
        Assert.NotEmpty(OpenApi.GitHub.Faults("GET", Runners, [new("size", "1")], "", 200, None));
        Assert.NotEmpty(OpenApi.GitHub.Faults("GET", "/repos/a/b/actions/runners", [], "", 200, """{"total_count": 0}"""));
        Assert.NotEmpty(OpenApi.GitHub.Faults("GET", "/repos/a/b/actions/runners", [], "", 202, "{}"));
        Assert.NotEmpty(OpenApi.GitHub.Faults("GET", "/repos/a/b/nothing", [], "", 200, "{}"));
        Assert.Empty(OpenApi.GitHub.Faults("GET", Runners, [], "", 200, None));
    }

    [Theory]
    [InlineData("actions")]
    [InlineData("environments/prod")]
    public async Task A_secret_goes_in_and_never_comes_out(string place)
    {
        var path = $"{Repository}/{place}/secrets/password";
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", path)).Status);
        const string Body = $$"""{"encrypted_value": "{{Sealed}}", "key_id": "1"}""";
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("PUT", path, Body)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("PUT", path, Body)).Status);

        var (_, found) = await SendAsync("GET", path);
        Assert.Equal("PASSWORD", (string?)found!["name"]);
        Assert.Equal(["created_at", "name", "updated_at"], found.Select(pair => pair.Key).Order());
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", path)).Status);
    }

    [Fact]
    public async Task A_variable_is_made_once_and_changed_by_name()
    {
        const string Path = $"{Repository}/actions/variables";
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", Path, """{"name": "a", "value": "1"}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync("POST", Path, """{"name": "A", "value": "2"}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("PATCH", Path + "/A", """{"value": "3"}""")).Status);
        Assert.Equal("3", (string?)(await SendAsync("GET", Path + "/a")).Body!["value"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync("POST", Path, """{"name": "github_x", "value": "1"}""")).Status);
    }

    [Fact]
    public async Task A_page_has_thirty_entries_unless_asked_otherwise()
    {
        for (var number = 0; number < 205; number++)
        {
            _gitHub.Places.Runners.Register($"runner-{number}", online: true, "kayobe");
        }

        var (_, first) = await SendAsync("GET", $"{Repository}/actions/runners");
        Assert.Equal((205, 30), ((int)first!["total_count"]!, first["runners"]!.AsArray().Count));
        var (_, last) = await SendAsync("GET", $"{Repository}/actions/runners?per_page=100&page=3");
        Assert.Equal(5, last!["runners"]!.AsArray().Count);
    }

    [Fact]
    public async Task Labels_are_put_in_the_place_of_others_and_a_busy_runner_stays()
    {
        var id = _gitHub.Places.Runners.Register("a", online: true, "old");
        var (_, labels) = await SendAsync("PUT", $"{Repository}/actions/runners/{id}/labels", """{"labels": ["new"]}""");
        Assert.Equal(["self-hosted", "Linux", "X64", "new"], labels!["labels"]!.AsArray().Select(each => (string?)each!["name"]));
        _gitHub.Places.Runners.Set("a", online: true, busy: true);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync("DELETE", $"{Repository}/actions/runners/{id}")).Status);
        _gitHub.Places.Runners.Set("a", online: true);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", $"{Repository}/actions/runners/{id}")).Status);
    }

    [Fact]
    public async Task A_token_is_known_and_may_do_what_it_may()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("GET", Repository, token: "wrong")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", Repository, token: "sandbox-read")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(
            "POST", $"{Repository}/actions/runners/registration-token", token: "sandbox-read")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", $"{Repository}/actions/runners/registration-token")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "repos/acme/other")).Status);
    }

    [Fact]
    public async Task After_so_many_requests_there_is_a_limit_for_a_while()
    {
        await using var limited = await ValidatedGitHub.StartAsync("allowance", "1");
        using var http = new HttpClient { BaseAddress = new Uri(limited.Address) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox");
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("tests", null));

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/user", UriKind.Relative))).StatusCode);
        using var refused = await http.GetAsync(new Uri("/user", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("0", refused.Headers.GetValues("X-RateLimit-Remaining").Single());
    }

    private async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(
        string method, string path, string? body = null, string token = "sandbox")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_gitHub.Address}/{path}");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("tests", null));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentLength > 0 || answer.Content.Headers.ContentType is not null
            ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) as JsonObject
            : null);
    }
}
