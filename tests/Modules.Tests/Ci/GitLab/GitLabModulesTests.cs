// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Tests.Ci.GitLab;

public sealed class GitLabModulesTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gitlab-modules-");
    private GitLabSandbox _gitlab = null!;

    private string TokenFile => Path.Combine(_folder.FullName, "runner", "token");

    public async Task InitializeAsync() => _gitlab = await GitLabSandbox.StartAsync();

    public async Task DisposeAsync() => await _gitlab.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("simple-value_1", true, false)]
    [InlineData("{\\\"auths\\\":{\\\"h\\\":{\\\"auth\\\":\\\"eDp5\\\"}}}", true, true)]
    [InlineData("short", false, false)]
    [InlineData("two words here", false, false)]
    public async Task A_value_is_masked_wherever_gitlab_lets_it(string value, bool masked, bool raw)
    {
        var answer = await _gitlab.ConvergesAsync("gitlab_project_variable", $$"""{"key":"K","value":"{{value}}"}""");
        Assert.Equal((masked, raw), ((bool)answer["masked_effective"]!, (bool)answer["raw"]!));
        Assert.Equal(!masked, answer["warnings"] is not null);
    }

    [Fact]
    public async Task A_value_that_changes_is_written_and_shown_nowhere()
    {
        _ = await _gitlab.ConvergesAsync("gitlab_project_variable", """{"key":"K","value":"first-value-1"}""");
        var answer = await _gitlab.ConvergesAsync("gitlab_project_variable", """{"key":"K","value":"second-value-2"}""");
        Assert.DoesNotContain("first-value", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("second-value", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_are_variables_of_their_own_and_one_is_deleted_at_a_time()
    {
        _ = await _gitlab.ConvergesAsync("gitlab_project_variable", """{"key":"K","value":"for-everything"}""");
        _ = await _gitlab.ConvergesAsync(
            "gitlab_project_variable", """{"key":"K","value":"for-production","environment_scope":"production"}""");
        _ = await _gitlab.ConvergesAsync("gitlab_project_variable", """{"key":"K","state":"absent","environment_scope":"production"}""");
        Assert.False((bool?)(await _gitlab.RunAsync("gitlab_project_variable", """{"key":"K","value":"for-everything"}"""))["changed"]);
    }

    [Fact]
    public async Task A_hidden_value_is_sent_again_only_by_force()
    {
        const string Hidden = """{"key":"K","value":"hidden-value-1","hidden":true}""";
        _ = await _gitlab.ConvergesAsync("gitlab_project_variable", Hidden);
        var forced = Hidden.Replace("}", ",\"force\":true}", StringComparison.Ordinal);
        Assert.True((bool?)(await _gitlab.RunAsync("gitlab_project_variable", forced))["changed"]);
        _ = await _gitlab.ConvergesAsync("gitlab_project_variable", """{"key":"O","value":"open-value-1"}""");
        Assert.Contains("Delete", await RefusedAsync("gitlab_project_variable", """{"key":"O","value":"open-value-1","hidden":true}"""));
    }

    [Theory]
    [InlineData("gitlab_project_variable", """{"key":"K","value":"short","masked":"true"}""", "8 characters")]
    [InlineData("gitlab_project_variable", """{"key":"A-B","value":"long enough"}""", "Give another key than 'A-B'")]
    [InlineData("gitlab_pipeline_schedule", """{"description":"d","ref":"main","cron":"never"}""", "Give five fields in cron")]
    [InlineData("gitlab_project", """{"build_timeout":"5m"}""", "10 minutes")]
    [InlineData("gitlab_project", """{"build_timeout":"soon"}""", "build_timeout")]
    [InlineData("gitlab_project", """{"project":"no/such"}""", "Check project")]
    [InlineData("gitlab_project", """{"api_token":"other-token"}""", "api_token")]
    [InlineData("gitlab_runner", """{"description":"r","run_untagged":false}""", "tags")]
    [InlineData("gitlab_runner", """{"description":"r","maximum_timeout":"60"}""", "10 minutes")]
    [InlineData("gitlab_runner", """{"description":"r","token_file":""}""", "Give the path of a file in token_file")]
    [InlineData("gitlab_runner", """{"description":"r","token_file":"/tmp"}""", "Give a file in token_file")]
    [InlineData("gitlab_runner", """{"description":"r","config_file":"/tmp"}""", "Give a file in config_file")]
    [InlineData("gitlab_runner_info", """{"wait_online":true,"wait_timeout":0,"descriptions":["r"]}""", "r is not registered")]
    public async Task What_cannot_be_is_told_with_advice(string module, string arguments, string words) =>
        Assert.Contains(words, await RefusedAsync(module, arguments));

    [Fact]
    public async Task A_project_has_its_settings_with_one_request()
    {
        const string Wanted = """
            {"public_jobs":false,"auto_cancel_pending_pipelines":"disabled","ci_forward_deployment_enabled":false,
            "build_timeout":"12h","auto_devops_enabled":false}
            """;
        var answer = await _gitlab.ConvergesAsync("gitlab_project", Wanted);
        Assert.Equal((42, 43200), ((int)answer["id"]!, (int)answer["settings"]!["build_timeout"]!));
        Assert.Equal(3600, (int)answer["diff"]!["before"]!["build_timeout"]!);
        Assert.False((bool?)(await _gitlab.RunAsync("gitlab_project", """{"project":"42"}"""))["changed"]);
    }

    [Fact]
    public async Task A_runners_token_is_in_its_file_and_nowhere_else()
    {
        var answer = await _gitlab.ConvergesAsync("gitlab_runner", Runner("\"tags\":[\"kayobe\",\"prod\"],\"run_untagged\":false"));
        var token = (await File.ReadAllTextAsync(TokenFile)).Trim();
        Assert.StartsWith("glrt-", token, StringComparison.Ordinal);
        Assert.DoesNotContain(token, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TokenFile));
        _ = await _gitlab.ConvergesAsync("gitlab_runner", Runner("\"tags\":[\"prod\"],\"maximum_timeout\":\"12h\""));
        var listed = (await _gitlab.RunAsync("gitlab_runner_info", "{}"))["runners"]!.AsArray();
        Assert.Equal("r", (string?)Assert.Single(listed)!["description"]);
        _ = await _gitlab.ConvergesAsync("gitlab_runner", Runner("\"state\":\"absent\""));
    }

    [Fact]
    public async Task A_token_that_is_lost_or_another_one_is_an_error_until_rotation_is_asked_for()
    {
        _ = await _gitlab.ConvergesAsync("gitlab_runner", Runner("\"tags\":[\"a\"]"));
        File.Delete(TokenFile);
        Assert.Contains("rotate: true", await RefusedAsync("gitlab_runner", Runner("\"tags\":[\"a\"]")));
        await File.WriteAllTextAsync(TokenFile, "glrt-another");
        Assert.Contains("rotate: true", await RefusedAsync("gitlab_runner", Runner("\"tags\":[\"a\"]")));
        _ = await _gitlab.ConvergesAsync("gitlab_runner", Runner("\"rotate\":true"));
        Assert.False((bool?)(await _gitlab.RunAsync("gitlab_runner", Runner("\"tags\":[\"a\"]")))["changed"]);
    }

    [Fact]
    public async Task A_token_that_the_runner_has_renewed_by_itself_is_taken_from_its_configuration()
    {
        var config = Path.Combine(_folder.FullName, "config.toml");
        var arguments = Runner($"\"config_file\":\"{config}\",\"config_name\":\"here\"");
        _ = await _gitlab.ConvergesAsync("gitlab_runner", arguments);
        var token = (await File.ReadAllTextAsync(TokenFile)).Trim();
        await File.WriteAllTextAsync(config, $"[[runners]]\n  name = \"here\"\n  token = \"{token}\"\n");
        await File.WriteAllTextAsync(TokenFile, "glrt-has-ended\n");
        var answer = await _gitlab.ConvergesAsync("gitlab_runner", arguments);
        Assert.DoesNotContain(token, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(token, (await File.ReadAllTextAsync(TokenFile)).Trim());
    }

    [Theory]
    [InlineData("-expired", "wrong, expired or revoked")]
    [InlineData("-read", "the scope api")]
    [InlineData("-developer", "higher role")]
    public async Task A_token_that_may_not_is_told_what_it_lacks(string kind, string words)
    {
        var arguments = $$"""{"key":"K","value":"some-value-1","api_token":"{{GitLabSandbox.Token}}{{kind}}"}""";
        Assert.Contains(words, await RefusedAsync("gitlab_project_variable", arguments), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "yes", 0)]
    [InlineData("-read", "no", 4)]
    [InlineData("-runners", "unknown", 3)]
    [InlineData("-developer", "no", 4)]
    public async Task A_token_is_told_what_it_may_without_a_write(string kind, string runners, int missing)
    {
        var answer = await _gitlab.RunAsync("gitlab_token_info", $$"""{"api_token":"{{GitLabSandbox.Token}}{{kind}}"}""");
        Assert.Equal(runners, (string)answer["permissions"]!["runners"]!["write"]!);
        Assert.Equal(missing, answer["missing"]!.AsArray().Count);
        Assert.Empty(_gitlab.Server.Writes);
    }

    /// <summary>The file is made before the token is asked for.</summary>
    [Fact]
    public async Task A_token_that_is_not_made_leaves_no_file()
    {
        var refused = await _gitlab.RunAsync("gitlab_runner", Runner($"\"api_token\":\"{GitLabSandbox.Token}-read\""));
        Assert.Contains("answered 403", (string?)refused["msg"], StringComparison.Ordinal);
        Assert.False(File.Exists(TokenFile));
    }

    [Fact]
    public async Task A_limit_is_waited_for()
    {
        await using var limited = await GitLabSandbox.StartAsync("allowance", "1");
        var answer = await limited.RunAsync("gitlab_project_variable", """{"key":"K","value":"some-value-1"}""");
        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        // Refused once at least; when a second of the limit ends is not the test's to say.
        Assert.InRange(limited.Server.Requests.Count(each => each.StartsWith("POST ", StringComparison.Ordinal)), 2, 5);
    }

    [Fact]
    public async Task A_runner_is_waited_for_until_it_is_online()
    {
        _ = await _gitlab.RunAsync("gitlab_runner", Runner("\"tags\":[\"a\"]"));
        const string Wait = """{"wait_online":true,"wait_timeout":0,"descriptions":["r"]}""";
        Assert.Contains("never_contacted", await RefusedAsync("gitlab_runner_info", Wait), StringComparison.Ordinal);
        _gitlab.Server.Places.Runners.Contact("r", online: true);
        Assert.Null((await _gitlab.RunAsync("gitlab_runner_info", Wait))["failed"]);
    }

    [Fact]
    public async Task A_schedule_converges_although_its_branch_comes_back_long()
    {
        const string Nightly =
            """{"description":"tempest","ref":"main","cron":"0 2 * * *","variables":{"SCHEDULE_JOB":"tempest","A":"1"}}""";
        _ = await _gitlab.ConvergesAsync("gitlab_pipeline_schedule", Nightly);
        _ = await _gitlab.ConvergesAsync(
            "gitlab_pipeline_schedule", """{"description":"tempest","ref":"main","cron":"0 3 * * *","variables":{"A":"2","B":"3"}}""");
        Assert.Equal(
            """[["A","2"],["B","3"]]""",
            (await ScheduleAsync())["variables"]!.AsArray().Aggregate(
                new JsonArray(), (all, each) => [.. all.Select(x => x!.DeepClone()), new JsonArray($"{each!["key"]}", $"{each["value"]}")])
                .ToJsonString());
        Assert.False((bool?)(await _gitlab.RunAsync(
            "gitlab_pipeline_schedule", """{"description":"tempest","ref":"refs/heads/main","cron":"0 3 * * *"}"""))["changed"]);
        Assert.True((bool?)(await _gitlab.RunAsync(
            "gitlab_pipeline_schedule",
            """{"description":"tempest","ref":"refs/tags/main","cron":"0 3 * * *"}""",
            check: true))["changed"]);
        Assert.Contains(
            "cron", await RefusedAsync("gitlab_pipeline_schedule", """{"description":"other","ref":"main","cron":"never"}"""));
        _ = await _gitlab.ConvergesAsync("gitlab_pipeline_schedule", """{"description":"tempest","state":"absent"}""");
    }

    [Fact]
    public async Task Schedules_of_one_name_are_told_apart_by_people()
    {
        foreach (var cron in new[] { "0 2 * * *", "0 3 * * *" })
        {
            Assert.Equal(201, _gitlab.Server.Places.Schedules.Create(
                new JsonObject { ["description"] = "d", ["ref"] = "main", ["cron"] = cron }).Status);
        }

        Assert.Contains("0 3 * * *", await RefusedAsync("gitlab_pipeline_schedule", """{"description":"d","state":"absent"}"""));
    }

    private async Task<JsonObject> ScheduleAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("PRIVATE-TOKEN", GitLabSandbox.Token);
        return JsonNode.Parse(await http.GetStringAsync(new Uri($"{_gitlab.Address}/api/v4/projects/42/pipeline_schedules/1")))!.AsObject();
    }

    [Fact]
    public async Task All_pages_of_a_list_are_read()
    {
        for (var number = 0; number < 101; number++)
        {
            _ = await _gitlab.RunAsync("gitlab_project_variable", $$"""{"key":"K{{number}}","value":"value-number-{{number}}"}""");
        }

        Assert.False(
            (bool?)(await _gitlab.RunAsync("gitlab_project_variable", """{"key":"K100","value":"value-number-100"}"""))["changed"]);
    }

    [Fact]
    public async Task A_pipeline_is_started_and_waited_for()
    {
        Assert.Null((await _gitlab.RunAsync("gitlab_pipeline_trigger", """{"ref":"main"}""", check: true))["id"]);
        var answer = await _gitlab.RunAsync("gitlab_pipeline_trigger", """{"ref":"main","variables":{"ACTIVE_JOB":"x"},"wait":true}""");
        Assert.Equal((1, "success"), ((int)answer["id"]!, (string)answer["status"]!));
    }

    [Fact]
    public async Task Logins_are_one_line_that_gitlab_masks()
    {
        var file = Path.Combine(_folder.FullName, "config.json");
        var arguments = new JsonObject
        {
            ["path"] = file,
            ["auths"] = new JsonArray(
                new JsonObject { ["registry"] = "http://192.0.2.7:80/", ["username"] = "reader", ["password"] = "quite a-Secret/12" }),
        };
        var check = await Infra.Calling.RunAsync("docker_auth_config", arguments, checkMode: true);
        Assert.True((bool?)check["changed"], check.ToJsonString());
        Assert.False(File.Exists(file));
        var answer = await Infra.Calling.RunAsync("docker_auth_config", arguments);
        var text = await File.ReadAllTextAsync(file);
        Assert.Equal("""{"auths":{"192.0.2.7:80":{"auth":"cmVhZGVyOnF1aXRlIGEtU2VjcmV0LzEy"}}}""", text);
        Assert.DoesNotContain("quite a", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.False((bool?)(await Infra.Calling.RunAsync("docker_auth_config", arguments))["changed"]);
        var variable = new JsonObject { ["key"] = "DOCKER_AUTH_CONFIG", ["value"] = text };
        Assert.True((bool?)(await _gitlab.ConvergesAsync("gitlab_project_variable", variable.ToJsonString()))["masked_effective"]);
    }

    private string Runner(string more) => $$"""{"description":"r","token_file":"{{TokenFile}}",{{more}}}""";

    private async Task<string> RefusedAsync(string module, string arguments)
    {
        var answer = await _gitlab.RunAsync(module, arguments);
        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        return (string)answer["msg"]!;
    }
}
