// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.Tests.GitHub;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.GitHub;

/// <summary>Runners with programs that stand in for GitHub's own: they register with the sandbox, as those do with GitHub.</summary>
public sealed class RunnerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runner-").FullName;
    private ValidatedGitHub _gitHub = null!;

    public async Task InitializeAsync()
    {
        _gitHub = await ValidatedGitHub.StartAsync();
        await RunnerArchive.PackAsync(_folder, _gitHub.Address);
    }

    public async Task DisposeAsync()
    {
        await _gitHub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task One_that_is_nowhere_is_installed_and_registered_once()
    {
        var foreseen = await RunAsync("a", checkMode: true);
        Assert.Equal(("registered nowhere", true), ((string?)foreseen["found"], (bool)foreseen["changed"]!));
        Assert.Empty(_gitHub.Writes);
        var first = await RunAsync("a", """{"labels": ["kayobe", "prod"], "extra_arguments": ["--disableupdate"], "ephemeral": true}""");
        var second = await RunAsync("a", """{"labels": ["prod", "kayobe"]}""");

        Assert.True(first["failed"] is null, first.ToJsonString());
        Assert.Equal(["Install", "Register"], Steps(first));
        Assert.Equal("online", (string?)first["status"]);
        Assert.False((bool?)second["changed"], second.ToJsonString());
        Assert.Equal(1, _gitHub.Places.Runners.TokensAsked);
        Assert.Contains("--disableupdate", Log("a"), StringComparison.Ordinal);
        Assert.Contains("--ephemeral", Log("a"), StringComparison.Ordinal);
        Assert.DoesNotContain("AABF3JGZDX3P5PMEXLND", Log("a") + first.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_github_dropped_is_forgotten_here_and_registered_anew()
    {
        await RunAsync("a");
        _gitHub.Places.Runners.Forget("a");
        var repaired = await RunAsync("a");

        Assert.Equal("registered here, but GitHub has dropped it", (string?)repaired["found"]);
        Assert.Equal(["Forget", "Register"], Steps(repaired));
        Assert.Equal(["a"], _gitHub.Places.Runners.Names);
    }

    [Fact]
    public async Task One_whose_host_was_rebuilt_takes_its_place()
    {
        var old = _gitHub.Places.Runners.Register("a", online: false, "old");
        var repaired = await RunAsync("a", """{"labels": ["new"]}""");

        Assert.StartsWith("registered with GitHub, but not here", (string?)repaired["found"], StringComparison.Ordinal);
        Assert.NotEqual(old, (long)repaired["id"]!);
        Assert.Contains("--replace", Log("a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_that_name_that_works_elsewhere_is_not_pushed_out()
    {
        _gitHub.Places.Runners.Register("a", online: true);
        Assert.StartsWith("Give another name than 'a'", (string?)(await RunAsync("a"))["msg"], StringComparison.Ordinal);
        Assert.Empty(_gitHub.Writes);
        Assert.Equal(["Install", "Register"], Steps(await RunAsync("a", """{"replace": true}""")));
    }

    [Fact]
    public async Task Labels_are_changed_without_a_new_registration()
    {
        await RunAsync("a", """{"labels": ["old"]}""");
        var changed = await RunAsync("a", """{"labels": ["new", "self-hosted"]}""");

        Assert.Equal(["Relabel"], Steps(changed));
        Assert.Contains("new", changed["labels"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(1, _gitHub.Places.Runners.TokensAsked);
    }

    [Fact]
    public async Task Several_live_on_one_host_and_one_goes_from_both_sides()
    {
        await RunAsync("a");
        await RunAsync("b", """{"env": {"https_proxy": "http://user:s3cret-Horse@proxy:3128"}}""");
        Assert.Equal("https_proxy=http://user:s3cret-Horse@proxy:3128\nLANG=C.UTF-8\n", await File.ReadAllTextAsync(Path.Combine(_folder, "b/.env")));
        var gone = await RunAsync("a", """{"state": "absent"}""");
        var again = await RunAsync("a", """{"state": "absent"}""");

        Assert.Equal(["Unregister", "Delete"], Steps(gone));
        Assert.False((bool?)again["changed"], again.ToJsonString());
        Assert.False(Directory.Exists(Path.Combine(_folder, "a")));
        Assert.True(Directory.Exists(Path.Combine(_folder, "b")));
    }

    [Theory]
    [InlineData("org", "/orgs/acme/actions/runners", "/acme")]
    [InlineData("enterprise", "/enterprises/acme/actions/runners", "/enterprises/acme")]
    public async Task One_of_an_organisation_or_an_enterprise_is_registered_there(string scope, string path, string place)
    {
        var arguments = $$"""{"scope": "{{scope}}", "repo": null, "labels": ["old"], "group": "kayobe"}""";
        var first = await RunAsync("a", arguments);
        var log = Log("a");
        var second = await RunAsync("a", arguments);
        var other = await RunAsync("a", arguments.Replace("old", "new", StringComparison.Ordinal));
        var gone = await RunAsync("a", $$"""{"scope": "{{scope}}", "repo": null, "state": "absent"}""");

        Assert.Equal(["Install", "Register"], Steps(first));
        Assert.False((bool?)second["changed"], second.ToJsonString());
        Assert.Equal(["Relabel"], Steps(other));
        Assert.Equal(["Unregister", "Delete"], Steps(gone));
        Assert.Contains($"--url {_gitHub.Address}{place} ", log, StringComparison.Ordinal);
        Assert.Contains("--runnergroup kayobe", log, StringComparison.Ordinal);
        Assert.All(_gitHub.Asked, asked => Assert.StartsWith(path, asked.Split(' ')[1], StringComparison.Ordinal));
        Assert.Empty(_gitHub.Places.OwnerRunners.Names);
    }

    [Fact]
    public async Task One_that_is_busy_is_not_removed()
    {
        await RunAsync("a");
        _gitHub.Places.Runners.Set("a", online: true, busy: true);

        var refused = await RunAsync("a", """{"state": "absent"}""");

        Assert.StartsWith("Wait until its job has ended", (string?)refused["msg"], StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(_folder, "a")));
    }

    [Fact]
    public async Task A_registration_token_that_is_handed_over_is_enough()
    {
        var token = await RunnerToken.AskAsync(_gitHub.Address);
        var before = _gitHub.Requests.Count;
        var first = await RunAsync("a", $$"""{"registration_token": "{{token}}", "token": null}""");
        var second = await RunAsync("a", $$"""{"registration_token": "{{token}}", "token": null}""");

        Assert.Equal(["Install", "Register"], Steps(first));
        Assert.False((bool?)second["changed"], second.ToJsonString());
        Assert.Single(_gitHub.Requests.Skip(before)); // the runner's own
        Assert.DoesNotContain(token, first.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"checksum": "sha256:0000000000000000000000000000000000000000000000000000000000000000"}""", "Check source and checksum: ")]
    [InlineData("""{"source": "https://example.com/x.tar.gz"}""", "Give checksum with a source")]
    [InlineData("""{"checksum": "md5:1"}""", "Give checksum as sha256:")]
    [InlineData("""{"env": {"A": "1\n2"}}""", "Give one line in env.A")]
    [InlineData("""{"labels": ["kayobe,prod"]}""", "Give each label by itself in labels: 'kayobe,prod'")]
    [InlineData("""{"source": "/nowhere.tar.gz"}""", "Give in source an archive of the runner (.tar.gz)")]
    public async Task What_is_not_to_be_trusted_is_not_run(string more, string told)
    {
        Assert.StartsWith(told, (string?)(await RunAsync("a", more))["msg"], StringComparison.Ordinal);
        Assert.Empty(_gitHub.Places.Runners.Names);
    }

    /// <summary>What is wrong with both is told of the token: where the programs come from may be out of reach.</summary>
    [Fact]
    public async Task A_wrong_token_is_told_before_the_programs_are_looked_for()
    {
        foreach (var checkMode in (bool[])[true, false])
        {
            var failed = await RunAsync("a", """{"token": "sandbox-expired", "source": "https://127.0.0.1:9/runner.tar.gz"}""", checkMode);
            Assert.Contains("token", (string?)failed["msg"], StringComparison.Ordinal);
            Assert.DoesNotContain("checksum", (string?)failed["msg"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_program_says_is_told()
    {
        var failed = await RunAsync("a", """{"registration_token": "never made", "token": null}""");

        Assert.StartsWith("config.sh ended with 2: ", (string?)failed["msg"], StringComparison.Ordinal);
        Assert.DoesNotContain("never made", failed.ToJsonString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Steps(JsonObject answer) =>
        (answer["steps"] as JsonArray ?? throw new InvalidOperationException(answer.ToJsonString())).Select(each => (string?)each);

    private string Log(string name) => File.ReadAllText(Path.Combine(_folder, name, "log"));

    private Task<JsonObject> RunAsync(string name, string more = "{}", bool checkMode = false)
    {
        var all = new JsonObject
        {
            ["api_url"] = _gitHub.Address,
            ["token"] = "sandbox",
            ["owner"] = "acme",
            ["repo"] = "kayobe-config",
            ["name"] = name,
            ["dir"] = Path.Combine(_folder, name),
            ["source"] = Path.Combine(_folder, "runner.tar.gz"),
            ["service_manager"] = "none",
        };
        foreach (var (key, value) in JsonNode.Parse(more)!.AsObject())
        {
            all[key] = value?.DeepClone();
        }

        return Calling.RunAsync("github_runner", all, checkMode);
    }
}
