// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CiSandbox.Tests.Api;

namespace CiSandbox.Tests.GitLab;

public sealed class GitLabServerTests : IAsyncLifetime
{
    private const string Token = "glpat-sandbox";
    private const string Project = "projects/cloud%2Fkayobe-config";

    private ValidatedGitLab _gitLab = null!;

    public async Task InitializeAsync() => _gitLab = await ValidatedGitLab.StartAsync();

    public async Task DisposeAsync() => await _gitLab.DisposeAsync();

    [Fact]
    public void The_description_is_there_and_finds_faults()
    {
        Assert.True(OpenApi.GitLab.Operations > 30);
        Assert.NotEmpty(OpenApi.GitLab.Faults("POST", "/user/runners", [], """{"runner_type": "other"}""", 201, """{"id": 1}"""));
        Assert.NotEmpty(OpenApi.GitLab.Faults("POST", "/user/runners", [], """{"description": "x"}""", 201, """{"id": 1}"""));
        Assert.NotEmpty(OpenApi.GitLab.Faults("GET", "/runners/1", [], "", 200, """{"tag_list": "a"}"""));
        Assert.NotEmpty(OpenApi.GitLab.Faults("GET", "/runners/1", [], "", 200, """{"secret": "a"}"""));
        Assert.NotEmpty(OpenApi.GitLab.Faults("GET", "/runners/1", [], "", 403, """{"words": "a"}"""));
        Assert.Empty(OpenApi.GitLab.Faults("GET", "/runners/1", [], "", 200, """{"tag_list": ["a"], "maximum_timeout": null}"""));
    }

    [Theory]
    [InlineData("", "GET", Project, 401)]
    [InlineData("wrong", "GET", Project, 401)]
    [InlineData(Token + "-expired", "GET", Project, 401)]
    [InlineData(Token + "-read", "GET", Project, 200)]
    [InlineData(Token + "-read", "DELETE", Project + "/variables/X", 403)]
    [InlineData(Token + "-runners", "GET", Project, 403)]
    [InlineData(Token + "-runners", "GET", "personal_access_tokens/self", 200)]
    [InlineData(Token + "-developer", "GET", Project, 200)]
    [InlineData(Token + "-developer", "GET", Project + "/variables", 403)]
    [InlineData(Token, "GET", "projects/cloud/kayobe-config", 404)]
    [InlineData(Token, "GET", "projects/42", 200)]
    [InlineData(Token, "GET", "nothing", 404)]
    public async Task A_token_may_what_its_scope_and_its_owner_may(string token, string method, string path, int status) =>
        Assert.Equal(status, (int)(await SendAsync(method, path, null, token)).Status);

    [Fact]
    public async Task A_scope_that_lacks_is_told_otherwise_than_a_role()
    {
        Assert.Equal("api", (string?)(await SendAsync("DELETE", Project + "/variables/X", null, Token + "-read")).Body!["scope"]);
        var (_, role) = await SendAsync("GET", Project + "/variables", null, Token + "-developer");
        Assert.Equal("403 Forbidden", (string?)role!["message"]);
    }

    [Theory]
    [InlineData("letters-only_1", false, 201)]
    [InlineData("{json: 12345}", false, 400)]
    [InlineData("{json:12345}", true, 201)]
    [InlineData("short", true, 400)]
    public async Task A_value_is_masked_by_its_rule(string value, bool raw, int status)
    {
        var body = new JsonObject { ["key"] = "K", ["value"] = value, ["masked"] = true, ["raw"] = raw };
        Assert.Equal(status, (int)(await SendAsync("POST", Project + "/variables", body.ToJsonString())).Status);
    }

    [Fact]
    public async Task A_hidden_value_never_comes_out_and_stays_masked()
    {
        const string Path = Project + "/variables";
        _ = await SendAsync("POST", Path, """{"key": "K", "value": "hidden-value", "masked_and_hidden": true}""");
        var (_, found) = await SendAsync("GET", $"{Path}/K");
        Assert.Null(found!["value"]);
        Assert.True((bool)found["hidden"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("PUT", $"{Path}/K", """{"masked": false}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("POST", Path, """{"key": "K", "value": "again-12"}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", Path, """{"key":"K","value":"b","environment_scope":"b"}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync("GET", $"{Path}/K")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", $"{Path}/K?filter[environment_scope]=b")).Status);
    }

    [Fact]
    public async Task A_runners_token_is_shown_once_and_ends_with_a_new_one()
    {
        const string Wanted = """{"runner_type": "project_type", "project_id": 42, "description": "r"}""";
        var (_, made) = await SendAsync("POST", "user/runners", Wanted);
        Assert.DoesNotContain((string)made!["token"]!, (await SendAsync("GET", $"runners/{made["id"]}")).Body!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(made)).Status);
        var (_, renewed) = await SendAsync("POST", $"runners/{made["id"]}/reset_authentication_token");
        Assert.Equal(HttpStatusCode.Forbidden, (await VerifyAsync(made)).Status);
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(renewed!)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", $"runners?token={renewed!["token"]}", null, "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", $"runners/{made["id"]}")).Status);
    }

    [Theory]
    [InlineData("""{"runner_type": "project_type", "project_id": 1}""", "Missing/invalid project")]
    [InlineData("""{"runner_type": "project_type", "project_id": 42, "run_untagged": false}""", "Tags list can not be empty")]
    [InlineData("""{"runner_type": "project_type", "project_id": 42, "maximum_timeout": 60}""", "Maximum timeout needs")]
    public async Task A_new_runner_is_refused_in_one_text(string body, string words) =>
        Assert.Contains(words, (string)(await SendAsync("POST", "user/runners", body)).Body!["message"]!, StringComparison.Ordinal);

    [Fact]
    public async Task A_schedules_short_branch_comes_back_long_and_its_variables_with_it_alone()
    {
        const string Path = Project + "/pipeline_schedules";
        const string Never = """{"description":"d","ref":"main","cron":"never"}""";
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("POST", Path, Never)).Status);
        var (_, made) = await SendAsync("POST", Path, """{"description":"d","ref":"main","cron":"0 2 * * *"}""");
        Assert.Equal("refs/heads/main", (string?)made!["ref"]);
        const string Variable = """{"key":"A","value":"1"}""";
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", $"{Path}/{made["id"]}/variables", Variable)).Status);
        Assert.Single((await SendAsync("GET", $"{Path}/{made["id"]}")).Body!["variables"]!.AsArray());
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("DELETE", $"{Path}/{made["id"]}/variables/A")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", $"{Path}/{made["id"]}")).Status);
    }

    [Fact]
    public async Task A_page_has_twenty_entries_unless_asked_otherwise_and_says_where_it_goes_on()
    {
        for (var number = 0; number < 25; number++)
        {
            _ = await SendAsync("POST", Project + "/variables", $$"""{"key": "K{{number}}", "value": "v"}""");
        }

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("PRIVATE-TOKEN", Token);
        using var answer = await http.GetAsync(new Uri($"{_gitLab.Address}/api/v4/{Project}/variables"));
        Assert.Equal(("2", "25"), (answer.Headers.GetValues("X-Next-Page").Single(), answer.Headers.GetValues("X-Total").Single()));
        Assert.Contains("page=2&per_page=20>; rel=\"next\"", answer.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.Equal(20, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Count);
    }

    [Fact]
    public async Task After_so_many_requests_it_asks_to_wait()
    {
        await using var limited = await ValidatedGitLab.StartAsync("allowance", "1");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("PRIVATE-TOKEN", Token);
        _ = await http.GetAsync(new Uri($"{limited.Address}/api/v4/user"));
        using var refused = await http.GetAsync(new Uri($"{limited.Address}/api/v4/user"));
        Assert.Equal((429, "Retry later\n"), ((int)refused.StatusCode, await refused.Content.ReadAsStringAsync()));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task It_signs_the_tokens_of_jobs_with_the_key_that_it_publishes()
    {
        using var http = new HttpClient();
        var keys = JsonNode.Parse(await http.GetStringAsync(new Uri($"{_gitLab.Address}/oauth/discovery/keys")))!["keys"]!.AsArray();
        using var body = new StringContent("""{"aud": "http://127.0.0.1:8200"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"{_gitLab.Address}/sandbox-job-token"), body);
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id_token"]!;
        using var rsa = System.Security.Cryptography.RSA.Create(new System.Security.Cryptography.RSAParameters
        {
            Modulus = System.Buffers.Text.Base64Url.DecodeFromChars((string)keys[0]!["n"]!),
            Exponent = System.Buffers.Text.Base64Url.DecodeFromChars((string)keys[0]!["e"]!),
        });
        var parts = token.Split('.');
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
            System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]),
            System.Security.Cryptography.HashAlgorithmName.SHA256,
            System.Security.Cryptography.RSASignaturePadding.Pkcs1));
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        Assert.Equal((_gitLab.Address, "42"), ((string)claims["iss"]!, (string)claims["project_id"]!));
    }

    private Task<(HttpStatusCode Status, JsonObject? Body)> VerifyAsync(JsonObject runner) =>
        SendAsync("POST", "runners/verify", new JsonObject { ["token"] = $"{runner["token"]}" }.ToJsonString(), "");

    private async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(
        string method, string path, string? body = null, string token = Token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_gitLab.Address}/api/v4/{path}");
        if (token.Length > 0)
        {
            request.Headers.Add("PRIVATE-TOKEN", token);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length > 0 ? JsonNode.Parse(text) as JsonObject : null);
    }
}
