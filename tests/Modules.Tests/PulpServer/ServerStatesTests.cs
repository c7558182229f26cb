// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.PulpServer;
using Modules.Tests.Infra;

namespace Modules.Tests.PulpServer;

/// <summary>Whatever became of the container, one run says what it did and which one serves, and the next one changes nothing.</summary>
public sealed class ServerStatesTests : IDisposable
{
    private const string NoTasks = """{"version": "3.49.72", "count": 0, "results": []}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("server-states-");
    private readonly ContainerEngine _engine = new(NoTasks + "\n");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("exited", 0, "start container", "pulp:made1:running")]
    [InlineData("exited", 137, "start container", "pulp:made1:running")]
    [InlineData("created", 0, "start container", "pulp:made1:running")]
    [InlineData("paused", 0, "unpause container", "pulp:made1:running")]
    [InlineData("dead", 0, "create container,replace container,start container,remove container", "pulp:made2:running")]
    public async Task What_does_not_run_as_it_should_runs_again(string status, int code, string steps, string after)
    {
        await DeployedAsync();
        ContainerEngine.Become(_engine.Find("pulp")!, status, code);
        Assert.Equal(steps, Steps(await RunAsync(check: true)));
        Assert.Equal($"pulp:made1:{status}", _engine.Shown());
        Assert.Equal(steps, Steps(await RunAsync()));
        Assert.Equal(after, _engine.Shown());
        await ChangesNothingAsync();
    }

    [Fact]
    public async Task A_paused_server_goes_on_before_it_is_asked_for_its_tasks()
    {
        await DeployedAsync();
        ContainerEngine.Become(_engine.Find("pulp")!, "paused");
        var dry = await RunAsync(new() { ["analytics"] = true }, check: true);
        Assert.Contains("is paused", Assert.Single(Warnings(dry)), StringComparison.Ordinal);
        var result = await RunAsync(new() { ["analytics"] = true });
        Assert.Equal("unpause container,write configuration,restart container", Steps(result));
        Assert.Equal(Steps(dry), Steps(result));
        Assert.Empty(Warnings(result));
    }

    /// <summary>Killed while it waited for the new one to work.</summary>
    [Theory]
    [InlineData(true, "remove container", "pulp:made2:running")]
    [InlineData(false, null, "pulp:made1:running")]
    public async Task What_a_killed_run_made_takes_the_place_only_if_it_works(bool works, string? steps, string after)
    {
        await ReplacedHalfWayAsync(works);
        var result = await RunAsync(Newer());
        Assert.Equal(after, _engine.Shown());
        if (steps is null)
        {
            Assert.True((bool)result["failed"]! && (bool)result["changed"]!, result.ToJsonString());
            Assert.Contains("put back and serves again", (string)result["msg"]!, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(steps, Steps(result));
        }
    }

    [Theory]
    [InlineData(true, "remove container,write configuration,restart container", "pulp:made2:running")]
    [InlineData(false, "remove container,take back container,write configuration,create container,replace container,start container,remove container", "pulp:made3:running")]
    public async Task Another_wish_after_a_killed_run_takes_up_what_works(bool works, string steps, string after)
    {
        await ReplacedHalfWayAsync(works);
        _engine.Works = container => works || (string)container["Id"]! != "made2";
        var result = await RunAsync(Newer(new() { ["analytics"] = true }));
        Assert.Equal(steps, Steps(result));
        Assert.Equal(after, _engine.Shown());
        Assert.Equal(!works, Warnings(result).Any(each => each.Contains("takes its place again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_name_that_the_one_before_would_get_is_asked_for_before_anything_is_stopped()
    {
        await DeployedAsync();
        _engine.Containers.Add(new JsonObject { ["Id"] = "theirs", ["Name"] = "/pulp-previous", ["State"] = new JsonObject(), ["Config"] = new JsonObject(), ["HostConfig"] = new JsonObject() });
        ContainerEngine.Become(_engine.Find("theirs")!, "exited");
        await ChangesNothingAsync();
        foreach (var check in (bool[])[true, false])
        {
            var result = await RunAsync(Newer(), check);
            Assert.Contains("Rename or remove it first", (string)result["msg"]!, StringComparison.Ordinal);
            Assert.False((bool?)result["changed"]);
        }

        Assert.Equal("pulp-previous:theirs:exited pulp:made1:running", _engine.Shown());
    }

    [Theory]
    [InlineData("POST /containers/made1/stop")]
    [InlineData("POST /containers/made1/rename")]
    [InlineData("POST /containers/made2/rename")]
    public async Task A_replacement_that_the_engine_does_not_do_leaves_the_one_before(string failing)
    {
        await DeployedAsync();
        _engine.Failures[failing] = """500 Internal Server Error {"message":"out of order"}""";
        var result = await RunAsync(Newer());
        Assert.True((bool)result["failed"]! && (bool)result["changed"]!, result.ToJsonString());
        Assert.Contains("out of order", (string)result["msg"]!, StringComparison.Ordinal);
        Assert.Contains("The container before it is put back and serves again.", (string)result["msg"]!, StringComparison.Ordinal);
        Assert.Equal("pulp:made1:running", _engine.Shown());
        Assert.Equal("create container,stop container,replace container,start container,remove container", Steps(await RunAsync(Newer())));
    }

    [Fact]
    public async Task What_did_not_work_before_either_is_not_said_to_serve()
    {
        await DeployedAsync();
        _engine.Works = _ => false;
        var result = await RunAsync(Newer());
        Assert.Contains("(HTTP 404). The container before it is put back, and does not stay up either", (string)result["msg"]!, StringComparison.Ordinal);
        Assert.Equal("pulp:made1:exited", _engine.Shown());
        result = await RunAsync(Newer());
        Assert.Contains("it did not run, and is not started", (string)result["msg"]!, StringComparison.Ordinal);
        result = await RunAsync();
        Assert.True((bool)result["changed"]!, "it was started");
        Assert.Contains("nothing to put back", (string)result["msg"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_leaves_the_others_as_they_were()
    {
        await DeployedAsync();
        var settings = Path.Combine(_folder.FullName, "pulp/settings.py");
        var before = await File.ReadAllTextAsync(settings);
        var (certificate, key) = Pair();
        _ = Directory.CreateDirectory(Path.Combine(_folder.FullName, "pulp/certs/pulp_webserver.key"));
        foreach (var check in (bool[])[true, false])
        {
            var result = await RunAsync(new() { ["analytics"] = true, ["tls_certificate"] = certificate, ["tls_key"] = key }, check);
            Assert.Contains("pulp_webserver.key", (string)result["msg"]!, StringComparison.Ordinal);
            Assert.False((bool?)result["changed"]);
        }

        Assert.Equal(before, await File.ReadAllTextAsync(settings));
        Assert.Equal(["pulp_webserver.key"], Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "pulp/certs")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_renamed_server_is_not_joined_by_another_on_its_volumes()
    {
        await DeployedAsync();
        _engine.Find("pulp")!["Name"] = "/pulp-backup";
        foreach (var check in (bool[])[true, false])
        {
            var result = await RunAsync(check: check);
            Assert.Contains("'pulp-backup', which runs, has its volume", (string)result["msg"]!, StringComparison.Ordinal);
        }

        ContainerEngine.Become(_engine.Find("pulp-backup")!, "exited");
        Assert.Equal("create container,start container", Steps(await RunAsync()));
    }

    [Fact]
    public async Task A_server_can_be_stopped_whose_image_is_gone()
    {
        await DeployedAsync();
        _engine.Images.Clear();
        Assert.Equal("stop container", Steps(await RunAsync(new() { ["state"] = "stopped" }, check: true)));
        Assert.Equal("stop container", Steps(await RunAsync(new() { ["state"] = "stopped" })));
        Assert.Equal("pulp:made1:exited", _engine.Shown());
    }

    [Theory]
    [InlineData("pulp/pulp:3.123", "cannot convert the database of 3.49.72")]
    [InlineData("pulp/pulp:3.21-ubi9", "does not support going back from 3.49.72")]
    public async Task An_upgrade_that_Pulp_does_not_support_is_refused_wherever_the_server_is_said_to_answer(string image, string words)
    {
        await DeployedAsync();
        _engine.Images[image] = "sha256:9999";
        var no = ScriptedServer.Answer("401 Unauthorized", """{"detail":"Invalid username/password."}""");
        using var refusing = new ScriptedServer([.. Enumerable.Repeat(no, 50)]);
        foreach (var address in (string[])["http://127.0.0.1:1", refusing.Address])
        {
            var moved = new JsonObject { ["image"] = image, ["login"] = new JsonObject { ["pulp_url"] = address, ["username"] = "admin", ["password"] = "new-Password/1" } };
            foreach (var (state, check) in ((string, bool)[])[("present", true), ("present", false), ("configured", false)])
            {
                moved["state"] = state;
                var result = await RunAsync(moved, check);
                Assert.Contains(words, (string?)result["msg"] ?? result.ToJsonString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal("pulp:made1:running", _engine.Shown());
    }

    [Fact]
    public async Task Versions_that_cannot_be_read_are_said_to_be_unknown()
    {
        await DeployedAsync();
        _engine.Images["pulp/pulp:latest"] = "sha256:9999";
        var result = await RunAsync(new() { ["image"] = "pulp/pulp:latest" }, check: true);
        Assert.Contains(Warnings(result), each => each.Contains("is not known: the version of that image", StringComparison.Ordinal));
    }

    private static (string Certificate, string Key) Pair()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=pulp", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static JsonObject Newer(JsonObject? more = null)
    {
        var arguments = more ?? [];
        arguments["image"] = "pulp/pulp:3.63";
        return arguments;
    }

    private static string Steps(JsonObject result) =>
        result["failed"] is null && result["actions"] is JsonArray actions ? string.Join(',', actions.Select(each => (string)each!)) : result.ToJsonString();

    private static IEnumerable<string> Warnings(JsonObject result) => (result["warnings"] as JsonArray ?? []).Select(each => (string)each!);

    private async Task DeployedAsync()
    {
        Assert.Equal("write configuration,create container,start container", Steps(await RunAsync()));
        await ChangesNothingAsync();
    }

    private async Task ChangesNothingAsync()
    {
        foreach (var check in (bool[])[false, true])
        {
            var again = await RunAsync(check: check);
            Assert.Equal("", Steps(again));
            Assert.False((bool)again["changed"]!);
        }
    }

    /// <summary>The new one has its name and was started, and the one before is still there.</summary>
    private async Task ReplacedHalfWayAsync(bool works)
    {
        await DeployedAsync();
        _engine.Works = container => works || (string)container["Id"]! != "made2";
        _engine.Failures["DELETE /containers/made1"] = """500 Internal Server Error {"message":"killed here"}""";
        var old = _engine.Find("pulp")!;
        if (works)
        {
            _ = await RunAsync(Newer());
        }
        else
        {
            _engine.Works = _ => true;
            _ = await RunAsync(Newer());
            _engine.Works = container => (string)container["Id"]! != "made2";
            ContainerEngine.Become(_engine.Find("pulp")!, "restarting", 1);
            _engine.Find("pulp")!["RestartCount"] = 9;
        }

        Assert.Equal("/pulp-previous", (string?)old["Name"]);
        Assert.StartsWith("pulp-previous:made1:exited pulp:made2:", _engine.Shown(), StringComparison.Ordinal);
    }

    private Task<JsonObject> RunAsync(JsonObject? more = null, bool check = false)
    {
        var arguments = new JsonObject
        {
            ["state"] = "present",
            ["image"] = "pulp/pulp:3.49",
            ["docker_host"] = _engine.Address,
            ["conf_path"] = Path.Combine(_folder.FullName, "pulp"),
            ["content_origin"] = "http://pulp.example.org",
            ["free_bytes"] = 1,
            ["ready_timeout"] = 1,
        };
        foreach (var (name, value) in more ?? [])
        {
            arguments[name] = value?.DeepClone();
        }

        return Calling.RunAsync(new ServerModule { Pause = TimeSpan.FromMilliseconds(1) }, arguments, check);
    }
}
