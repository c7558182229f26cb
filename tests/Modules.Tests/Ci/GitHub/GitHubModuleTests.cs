// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.Tests.GitHub;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.GitHub;

public sealed class GitHubModuleTests : IAsyncLifetime
{
    private const string Value = "s3cret-Horse/42";

    private readonly string _folder = Directory.CreateTempSubdirectory("github-").FullName;
    private ValidatedGitHub _gitHub = null!;

    public async Task InitializeAsync() => _gitHub = await ValidatedGitHub.StartAsync("environments", "prod-gb 01");

    public async Task DisposeAsync()
    {
        await _gitHub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "environment": "prod-gb 01" """)]
    [InlineData(""", "scope": "org" """)]
    public async Task A_variable_is_written_where_it_differs(string place)
    {
        var one = $$"""{"name": "registry_url", "value": "pulp:80"{{place}}}""";
        Assert.True((bool?)(await RunAsync("github_actions_variable", one, checkMode: true))["changed"]);
        Assert.Empty(_gitHub.Writes);
        Assert.True((bool?)(await RunAsync("github_actions_variable", one))["changed"]);
        var again = await RunAsync("github_actions_variable", one);
        Assert.False((bool?)again["changed"], again.ToJsonString());
        var other = await RunAsync("github_actions_variable", one.Replace("pulp:80", "other", StringComparison.Ordinal));
        Assert.Equal(("pulp:80", "other"), ((string?)other["before"], (string?)other["value"]));
        var gone = await RunAsync("github_actions_variable", $$"""{"name": "REGISTRY_URL", "state": "absent"{{place}}}""");
        Assert.True((bool?)gone["changed"], gone.ToJsonString());
        Assert.Equal(["POST", "PATCH", "DELETE"], _gitHub.Writes.Select(each => each.Split(' ')[0]));
    }

    [Fact]
    public async Task A_variable_that_is_there_is_left_alone_where_asked()
    {
        const string Once = """{"name": "A", "value": "1", "update": "on_create"}""";
        Assert.True((bool?)(await RunAsync("github_actions_variable", Once))["changed"]);
        var other = await RunAsync("github_actions_variable", Once.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        Assert.False((bool?)other["changed"], other.ToJsonString());
        Assert.Equal("1", (string?)other["value"]);
        Assert.Single(_gitHub.Writes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "environment": "prod-gb 01" """)]
    [InlineData(""", "scope": "org" """)]
    public async Task A_secret_is_written_where_something_may_have_changed(string place)
    {
        var one = $$"""{"name": "PASSWORD", "value": "{{Value}}"{{place}}}""";
        var foreseen = await RunAsync("github_actions_secret", one, checkMode: true);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        Assert.Empty(_gitHub.Writes);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Equal("there is none yet", (string?)(await RunAsync("github_actions_secret", one))["reason"]);
        var again = await RunAsync("github_actions_secret", one);
        Assert.False((bool?)again["changed"], again.ToJsonString());
        var other = await RunAsync("github_actions_secret", one.Replace(Value, "another one", StringComparison.Ordinal));
        Assert.Equal("its value differs from what was written", (string?)other["reason"]);
        Assert.Equal(2, _gitHub.Writes.Count());
        Assert.DoesNotContain(Value, _gitHub.Bodies, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, again.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_is_remembered_for_its_owner_only_and_not_in_clear()
    {
        await RunAsync("github_actions_secret", $$"""{"name": "PASSWORD", "value": "{{Value}}"}""");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(StateFile));
        Assert.DoesNotContain(Value, await File.ReadAllTextAsync(StateFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_somebody_else_wrote_is_written_again()
    {
        const string Secret = $$"""{"name": "PASSWORD", "value": "{{Value}}"}""";
        await RunAsync("github_actions_secret", Secret);
        var mine = await File.ReadAllTextAsync(StateFile);
        await RunAsync("github_actions_secret", """{"name": "PASSWORD", "value": "theirs"}""");
        await File.WriteAllTextAsync(StateFile, mine);

        Assert.Equal("somebody else wrote it since", (string?)(await RunAsync("github_actions_secret", Secret))["reason"]);
    }

    [Fact]
    public async Task A_secret_may_be_written_never_again_or_always()
    {
        await RunAsync("github_actions_secret", """{"name": "A", "value": "1234"}""");

        var never = await RunAsync("github_actions_secret", """{"name": "A", "value": "5678", "update": "on_create"}""");
        var always = await RunAsync("github_actions_secret", """{"name": "A", "value": "1234", "update": "always"}""");
        Assert.Equal((false, true), ((bool)never["changed"]!, (bool)always["changed"]!));
        Assert.True((bool?)(await RunAsync("github_actions_secret", """{"name": "A", "state": "absent"}"""))["changed"]);
        Assert.False((bool?)(await RunAsync("github_actions_secret", """{"name": "A", "state": "absent"}"""))["changed"]);
    }

    [Fact]
    public async Task All_runners_are_seen_and_those_that_are_gone_go()
    {
        for (var number = 0; number < 130; number++)
        {
            _gitHub.Places.Runners.Register($"seed-{number}", online: number < 120, "kayobe");
        }

        var foreseen = await RunAsync("github_runner_info", """{"name_pattern": "seed-12*", "prune_offline": true}""", checkMode: true);
        Assert.Equal(10, foreseen["pruned"]!.AsArray().Count);
        Assert.Empty(_gitHub.Writes);
        var pruned = await RunAsync("github_runner_info", """{"name_pattern": "seed-12*", "prune_offline": true}""");
        var all = await RunAsync("github_runner_info", "{}");

        Assert.True((bool?)pruned["changed"]);
        Assert.Equal(["seed-12"], pruned["runners"]!.AsArray().Select(each => (string?)each!["name"]));
        Assert.Equal(120, all["runners"]!.AsArray().Count);
    }

    [Fact]
    public async Task Runners_that_do_not_come_online_are_named()
    {
        _gitHub.Places.Runners.Register("a", online: false);
        var late = await RunAsync("github_runner_info", """{"wait_online": ["a", "b"], "wait_timeout": 0}""");

        Assert.Contains("'a' is offline, 'b' is not registered with acme/kayobe-config", (string?)late["msg"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_workflow_is_started_and_waited_for(bool tellsRun)
    {
        _gitHub.Places.Runs.TellsRun = tellsRun;
        const string Start = """{"workflow": "run-tempest.yml", "ref": "main", "inputs": {"n": 5}, "wait": true, "wait_timeout": 60}""";
        Assert.True((bool?)(await RunAsync("github_workflow_dispatch", Start, checkMode: true))["changed"]);
        Assert.Empty(_gitHub.Writes);
        var ended = await RunAsync("github_workflow_dispatch", Start);

        Assert.Equal("success", (string?)ended["run"]?["conclusion"]);
        Assert.Equal("5", (string?)_gitHub.Places.Runs.Inputs.Single()["n"]);
    }

    [Fact]
    public async Task A_run_that_fails_is_a_failure_with_its_page()
    {
        _gitHub.Places.Runs.Conclusion = "failure";
        var failed = await RunAsync(
            "github_workflow_dispatch", """{"workflow": "run-tempest.yml", "ref": "main", "wait": true, "wait_timeout": 60}""");
        var unknown = await RunAsync("github_workflow_dispatch", """{"workflow": "nothing.yml", "ref": "main"}""");

        Assert.StartsWith("See https://github.com/acme/kayobe-config/actions/runs/100: ", (string?)failed["msg"], StringComparison.Ordinal);
        Assert.StartsWith("Push 'nothing.yml' to the default branch", (string?)unknown["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_s_rights_are_told_without_a_write()
    {
        var told = await RunAsync("github_token_info", "{}");

        Assert.Equal("fine-grained", (string?)told["kind"]);
        Assert.Equal("unknown", (string?)told["permissions"]!["secrets"]!["write"]);
        Assert.Empty(told["missing"]!.AsArray());
        Assert.Empty(_gitHub.Writes);
    }

    [Theory]
    [InlineData("wrong-token", "Check token: ")]
    [InlineData("sandbox-read", "Give the token the permission for this")]
    public async Task A_token_that_may_not_is_told(string token, string told)
    {
        var refused = await RunAsync("github_actions_variable", """{"name": "A", "value": "1"}""", token: token);

        Assert.StartsWith(told, (string?)refused["msg"], StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-token", refused.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_classic_token_s_scopes_and_its_end_are_told()
    {
        await using var classic = await ValidatedGitHub.StartAsync("scopes", "repo, workflow", "expires", "3600");
        await using var poor = await ValidatedGitHub.StartAsync("scopes", "gist");

        var told = await RunAsync("github_token_info", "{}", address: classic.Address);
        var lacking = await RunAsync("github_token_info", "{}", address: poor.Address);

        Assert.Equal("classic", (string?)told["kind"]);
        Assert.Equal("yes", (string?)told["permissions"]!["secrets"]!["write"]);
        Assert.EndsWith(" UTC", (string?)told["expires_at"], StringComparison.Ordinal);
        Assert.StartsWith("Check owner and repo", (string?)lacking["msg"], StringComparison.Ordinal);
        var readers = await RunAsync("github_token_info", "{}", address: classic.Address, token: "sandbox-read");
        Assert.Contains("secrets: write", readers["missing"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_has_expired_is_told_as_one_that_is_none()
    {
        await using var expiring = await ValidatedGitHub.StartAsync("expires", "1");
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var refused = await RunAsync("github_actions_variable", """{"name": "A", "value": "1"}""", address: expiring.Address);

        Assert.StartsWith("Check token: ", (string?)refused["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_ends_soon_is_waited_for()
    {
        await using var limited = await ValidatedGitHub.StartAsync("allowance", "0");

        var waited = await RunAsync("github_actions_variable", """{"name": "A", "value": "1"}""", address: limited.Address);
        Assert.True((bool?)waited["changed"], waited.ToJsonString());
    }

    [Fact]
    public async Task An_enterprise_server_is_spoken_to_below_its_path() => Assert.True((bool?)(await RunAsync(
        "github_actions_variable", """{"name": "A", "value": "1"}""", address: _gitHub.Address + "/api/v3/"))["changed"]);

    [Theory]
    [InlineData("""{"name": "A-B", "value": "1"}""", "Give another name than 'A-B'")]
    [InlineData("""{"name": "GITHUB_X", "value": "1"}""", "Give another name than 'GITHUB_X'")]
    [InlineData("""{"name": "A", "value": "1", "repo": "acme/x"}""", "Give the name alone in repo")]
    [InlineData("""{"name": "A", "value": "1", "environment": "none"}""", "Check owner and repo")]
    public async Task What_makes_no_sense_is_told(string arguments, string told) => Assert.Contains(
        told, (string?)(await RunAsync("github_actions_variable", arguments))["msg"], StringComparison.Ordinal);

    [Theory]
    [InlineData("", "Give the path of a file in state_file")]
    [InlineData("/tmp", "Give a file in state_file")]
    public async Task A_state_file_that_cannot_be_is_told_before_the_secret_is_written(string file, string told)
    {
        foreach (var checkMode in (bool[])[true, false])
        {
            var answer = await RunAsync("github_actions_secret", $$"""{"name": "A", "value": "1", "state_file": "{{file}}"}""", checkMode);
            Assert.StartsWith(told, (string?)answer["msg"], StringComparison.Ordinal);
        }
    }

    private string StateFile => Path.Combine(_folder, "state/secrets.json");

    private Task<JsonObject> RunAsync(
        string module, string arguments, bool checkMode = false, string token = "sandbox", string? address = null)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["api_url"], all["token"], all["owner"]) = (address ?? _gitHub.Address, token, "acme");
        all.TryAdd("repo", "kayobe-config");
        if (module == "github_actions_secret")
        {
            all.TryAdd("state_file", StateFile);
        }

        return Calling.RunAsync(module, all, checkMode);
    }
}
