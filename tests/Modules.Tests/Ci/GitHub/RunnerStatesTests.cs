// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.Tests.GitHub;
using Modules.Ci.GitHub.Runners;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.GitHub;

/// <summary>
/// Whatever a host and GitHub have of a runner: check mode says what the run does, the run repairs it, and the next one changes nothing.
/// </summary>
public sealed class RunnerStatesTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runner-states-").FullName;
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

    /// <summary>By name: what became of a runner that ran, with a service or without.</summary>
    [Theory]
    [InlineData("nothing", "", "")]
    [InlineData("GitHub dropped it", "Uninstall Forget Register InstallService Start", "Forget Register")]
    [InlineData("its folder is gone", "Install Register InstallService Start", "Install Register")]
    [InlineData("its service ended", "Start", "")]
    [InlineData("systemd does not know its unit", "InstallService Start", "")]
    [InlineData("GitHub dropped it and systemd does not know its unit", "Uninstall Forget Register InstallService Start", "Forget Register")]
    [InlineData("its job was its last", "Uninstall Register InstallService Start", "Register")]
    [InlineData("its registration is half a file", "Uninstall Register InstallService Start", "Register")]
    [InlineData("its registration has moved", "Uninstall Register InstallService Start", "Register")]
    [InlineData("its programs are half there", "Stop Install Start", "Install")]
    public async Task It_is_repaired(string what, string withService, string without)
    {
        foreach (var (manager, steps) in ((string, string)[])[("systemd", withService), ("none", without)])
        {
            await StepsAsync(manager, manager, what, steps);
        }
    }

    private async Task StepsAsync(string name, string manager, string what, string steps)
    {
        var first = await RunAsync(name, manager);
        Assert.True(first["failed"] is null, first.ToJsonString());
        Break(name, what);
        var before = _gitHub.Writes.Count();
        var foreseen = await RunAsync(name, manager, checkMode: true);
        Assert.Equal(before, _gitHub.Writes.Count());
        var repaired = await RunAsync(name, manager);
        var again = await RunAsync(name, manager);

        Assert.Equal(steps, Steps(foreseen));
        Assert.Equal(steps, Steps(repaired));
        Assert.Equal("", Steps(again));
        Assert.Equal("online", (string?)again["status"]);
        Assert.Single(_gitHub.Places.Runners.Names, each => each == name);
    }

    /// <summary>The name is the host's and the key's: a host that is renamed leaves no ghost of its runner.</summary>
    [Theory]
    [InlineData("systemd", "Uninstall Unregister Forget Register InstallService Start")]
    [InlineData("none", "Unregister Forget Register")]
    public async Task One_that_is_renamed_leaves_no_ghost(string manager, string steps)
    {
        await RunAsync("a", manager);
        var foreseen = await RunAsync("a", manager, """{"name": "b"}""", checkMode: true);
        var renamed = await RunAsync("a", manager, """{"name": "b"}""");
        var again = await RunAsync("a", manager, """{"name": "b"}""");

        Assert.Equal("registered here and with GitHub under another name: 'a'", (string?)renamed["found"]);
        Assert.Equal(steps, Steps(foreseen));
        Assert.Equal(steps, Steps(renamed));
        Assert.Equal("", Steps(again));
        Assert.Equal(["b"], _gitHub.Places.Runners.Names);
    }

    [Fact]
    public async Task One_that_is_renamed_without_a_personal_token_leaves_none_either()
    {
        await RunAsync("a", "none");
        var token = await RunnerToken.AskAsync(_gitHub.Address);
        var arguments = $$"""{"name": "b", "token": null, "registration_token": "{{token}}"}""";
        Assert.Equal("Unregister Forget Register", Steps(await RunAsync("a", "none", arguments)));
        Assert.True(File.Exists(Path.Combine(_folder, "a/removed")));
        Assert.Equal("", Steps(await RunAsync("a", "none", arguments)));
    }

    [Fact]
    public async Task One_that_goes_takes_the_name_its_folder_has_with_it()
    {
        await RunAsync("a", "systemd");
        Assert.Equal("Uninstall Unregister Delete", Steps(await RunAsync("a", "systemd", """{"name": "b", "state": "absent"}""")));
        Assert.Empty(_gitHub.Places.Runners.Names);
    }

    [Fact]
    public async Task A_name_whose_folder_is_gone_goes_from_github()
    {
        _gitHub.Places.Runners.Register("a", online: true);
        Assert.Equal("Unregister", Steps(await RunAsync("a", "none", """{"state": "absent"}""")));
        Assert.Equal("", Steps(await RunAsync("a", "none", """{"state": "absent"}""")));
        Assert.Empty(_gitHub.Places.Runners.Names);
    }

    /// <summary>The folder's own registration is another one's.</summary>
    [Fact]
    public async Task One_of_that_name_that_works_elsewhere_is_not_removed()
    {
        await RunAsync("a", "none");
        _gitHub.Places.Runners.Register("a", online: true);
        foreach (var checkMode in (bool[])[true, false])
        {
            var refused = await RunAsync("a", "none", """{"state": "absent"}""", checkMode);
            Assert.StartsWith("Give another name than 'a', or replace: true", (string?)refused["msg"], StringComparison.Ordinal);
        }

        Assert.Equal(["a"], _gitHub.Places.Runners.Names);
        Assert.True(Directory.Exists(Path.Combine(_folder, "a")));
        Assert.Contains("Unregister", Steps(await RunAsync("a", "none", """{"state": "absent", "replace": true}""")), StringComparison.Ordinal);
    }

    /// <summary>The unit of a folder that is gone is in the way of the new one's.</summary>
    [Fact]
    public async Task A_unit_that_was_left_behind_gives_way()
    {
        await RunAsync("a", "systemd");
        Directory.Delete(Path.Combine(_folder, "a"), recursive: true);
        _gitHub.Places.Runners.Set("a", online: false);
        Assert.Equal("Install Register InstallService Start", Steps(await RunAsync("a", "systemd")));
    }

    [Fact]
    public async Task One_that_goes_and_whose_unit_is_gone_goes_from_both_sides()
    {
        await RunAsync("a", "systemd");
        Directory.Delete(Path.Combine(_folder, "units"), recursive: true);
        Assert.Equal("Uninstall Unregister Delete", Steps(await RunAsync("a", "systemd", """{"state": "absent"}""")));
        Assert.Equal("", Steps(await RunAsync("a", "systemd", """{"state": "absent"}""")));
        Assert.Empty(_gitHub.Places.Runners.Names);
    }

    /// <summary>The runner's own program adds lines to the file when it registers.</summary>
    [Theory]
    [InlineData("{}", "LANG=C.UTF-8\n")]
    [InlineData("""{"https_proxy": "http://proxy:3128"}""", "https_proxy=http://proxy:3128\nLANG=C.UTF-8\n")]
    [InlineData("""{"LANG": "de_DE.UTF-8"}""", "LANG=de_DE.UTF-8\n")]
    public async Task Variables_of_jobs_are_those_that_are_wanted(string env, string written)
    {
        await RunAsync("a", "none", """{"env": {"no_proxy": "old"}}""");
        var arguments = "{\"env\": " + env + "}";
        Assert.Equal("WriteEnv", Steps(await RunAsync("a", "none", arguments)));
        Assert.Equal("", Steps(await RunAsync("a", "none", arguments)));
        Assert.Equal(written, await File.ReadAllTextAsync(Path.Combine(_folder, "a/.env")));
    }

    [Fact]
    public async Task Variables_are_there_once_from_the_first_run()
    {
        await RunAsync("a", "none", """{"env": {}}""");
        Assert.Equal("", Steps(await RunAsync("a", "none", """{"env": {}}""")));
    }

    /// <summary>Labels that each runner has by itself are those of somebody who asked for none of them.</summary>
    [Fact]
    public async Task Labels_that_each_has_by_itself_may_be_asked_for()
    {
        const string Arguments = """{"labels": ["self-hosted", "ARM", "kayobe"], "extra_arguments": ["--no-default-labels"]}""";
        await RunAsync("a", "none", Arguments);
        Assert.Equal("", Steps(await RunAsync("a", "none", Arguments)));
    }

    /// <summary>Without a personal token GitHub's side is seen when the service does not stay.</summary>
    [Fact]
    public async Task One_that_ends_at_once_says_how_it_is_registered_anew()
    {
        var token = await RunnerToken.AskAsync(_gitHub.Address);
        await RunAsync("a", "systemd");
        Break("a", "its service ended");
        await File.WriteAllTextAsync(Path.Combine(_folder, "a/broken"), "");
        var failed = await RunAsync("a", "systemd", $$"""{"token": null, "registration_token": "{{token}}"}""");
        Assert.Contains("replace: true", (string?)failed["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_told_in_check_mode_too()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "a"), "");
        foreach (var checkMode in (bool[])[true, false])
        {
            Assert.Contains("dir", (string?)(await RunAsync("a", "none", checkMode: checkMode))["msg"], StringComparison.Ordinal);
        }

        Assert.Empty(_gitHub.Writes);
    }

    /// <summary>It would go with all that is in it.</summary>
    [Fact]
    public async Task A_folder_that_is_no_runner_s_stays()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "a")).FullName, "theirs");
        await File.WriteAllTextAsync(file, "");
        foreach (var checkMode in (bool[])[true, false])
        {
            var refused = await RunAsync("a", "none", """{"state": "absent"}""", checkMode);
            Assert.StartsWith("Give the runner's own folder in dir", (string?)refused["msg"], StringComparison.Ordinal);
        }

        Assert.True(File.Exists(file));
        Assert.Empty(_gitHub.Requests);
    }

    [Fact]
    public async Task Somebody_who_is_not_there_is_told_before_anything_is_done()
    {
        var failed = await RunAsync("a", "none", """{"user": "nobody-of-this-name"}""");
        Assert.Contains("'nobody-of-this-name'", (string?)failed["msg"], StringComparison.Ordinal);
        Assert.StartsWith("Give in user", (string?)failed["msg"], StringComparison.Ordinal);
        Assert.Empty(_gitHub.Writes);
        var foreseen = await RunAsync("a", "none", """{"user": "nobody-of-this-name"}""", checkMode: true);
        Assert.Contains("'nobody-of-this-name'", foreseen["warnings"]?.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Steps(JsonObject answer) => string.Join(
        ' ', (answer["steps"] as JsonArray ?? throw new InvalidOperationException(answer.ToJsonString())).Select(each => (string?)each));

    private void Break(string name, string what)
    {
        var folder = Path.Combine(_folder, name);
        var unit = Path.Combine(_folder, "units", $"actions.runner.as-it-likes.{name}.service");
        foreach (var each in what.Split(" and "))
        {
            switch (each)
            {
                case "GitHub dropped it":
                    _gitHub.Places.Runners.Forget(name);
                    File.Delete(unit + ".runs");
                    break;
                case "its folder is gone":
                    Directory.Delete(folder, recursive: true);
                    File.Delete(unit);
                    File.Delete(unit + ".runs");
                    _gitHub.Places.Runners.Set(name, online: false);
                    break;
                case "its service ended":
                    File.Delete(unit + ".runs");
                    break;
                case "systemd does not know its unit":
                    File.Delete(unit);
                    File.Delete(unit + ".runs");
                    break;
                case "its job was its last":
                    _gitHub.Places.Runners.Forget(name);
                    File.Delete(Path.Combine(folder, ".runner"));
                    File.Delete(unit + ".runs");
                    break;
                case "its registration is half a file":
                    _gitHub.Places.Runners.Set(name, online: false);
                    File.WriteAllText(Path.Combine(folder, ".runner"), """{"agentId": 2""");
                    break;
                case "its registration has moved":
                    _gitHub.Places.Runners.Set(name, online: false);
                    File.Move(Path.Combine(folder, ".runner"), Path.Combine(folder, ".runner_migrated"));
                    break;
                case "its programs are half there":
                    File.WriteAllText(Path.Combine(folder, RunnerFolder.Unpacking), "");
                    break;
                default:
                    break;
            }
        }
    }

    private Task<JsonObject> RunAsync(string name, string manager, string more = "{}", bool checkMode = false)
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
            ["service_manager"] = manager,
        };
        foreach (var (key, value) in JsonNode.Parse(more)!.AsObject())
        {
            all[key] = value?.DeepClone();
        }

        return Calling.RunAsync(new RunnerModule(new UnitsOfRunners(_folder), TimeSpan.Zero), all, checkMode);
    }
}
