// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Warp;

/// <summary>Before a container is made: what is missing, what is in the way, what would be run.</summary>
public sealed class RunModuleTests : IDisposable
{
    private const string Name = "oooq-runner-test";
    private const string Info = """{"NCPU": 2}""";
    private readonly string _world = Directory.CreateTempSubdirectory("run").FullName;

    public RunModuleTests()
    {
        foreach (var folder in (string[])["cache", "oooq", "scripts"])
        {
            Directory.CreateDirectory(Path.Combine(_world, folder));
        }

        File.WriteAllText(Path.Combine(_world, "scripts/custom.yaml"), "");
        File.WriteAllText(Path.Combine(_world, "scripts/oooq-warp.yaml"), "");
    }

    public void Dispose() => Directory.Delete(_world, recursive: true);

    [Theory]
    [InlineData("cache", "Put the images there, or give IMAGECACHE (imagecache) another folder: '")]
    [InlineData("oooq", "Check tripleo-quickstart out there, or give OOOQ_PATH (oooq_path) another folder: '")]
    [InlineData("scripts", "Make it, with custom.yaml and the playbooks, or give PWD (scripts) another folder: '")]
    [InlineData("scripts/custom.yaml", "Copy custom.yaml_example to custom.yaml and look it over, or give PWD (scripts) another folder: '")]
    [InlineData("scripts/oooq-warp.yaml", "Give PLAY (play) a playbook of that folder, or give PWD (scripts) another folder: '")]
    public async Task What_is_missing_is_told_before_the_engine_is_asked(string missing, string words)
    {
        var path = Path.Combine(_world, missing);
        Directory.Delete(path.EndsWith(".yaml", StringComparison.Ordinal) ? MakeAway(path) : path, recursive: true);
        var told = await Calling.RunAsync("oooq_run", Arguments("tcp://127.0.0.1:9"));

        Assert.StartsWith(words, (string)told["msg"]!, StringComparison.Ordinal);
        Assert.EndsWith($"{path}' is not there.", (string)told["msg"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", false, "Give another container_name: a container 'oooq-runner-test' is there that this module did not make.")]
    [InlineData("""{"Running": true}""", true, "Wait for the run that goes on, or stop it with 'docker stop oooq-runner-test'")]
    [InlineData("""{"Running": true}""", true, "'docker logs -f oooq-runner-test' shows it.")]
    public async Task A_container_in_the_way_is_left_alone(string state, bool ours, string words)
    {
        var (told, requests) = await RunAsync(state, ours);

        Assert.Contains(words, (string)told["msg"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(requests, request => request[0] is 'P' or 'D');
    }

    [Fact]
    public async Task One_that_has_ended_is_in_the_way_only_of_whom_it_is_kept_for()
    {
        const string Ended = """{"Running": false, "Status": "exited", "ExitCode": 3}""";
        var (kept, _) = await RunAsync(Ended, ours: true, ("keep", true));
        var (checkedOnly, requests) = await RunAsync(Ended, ours: true);

        Assert.StartsWith("Remove it with 'docker rm oooq-runner-test', or leave keep out: container", (string)kept["msg"]!, StringComparison.Ordinal);
        Assert.Contains("(exited, exit code 3)", (string)kept["msg"]!, StringComparison.Ordinal);
        Assert.Null(checkedOnly["failed"]);
        Assert.DoesNotContain(requests, request => request[0] is 'P' or 'D');
    }

    [Fact]
    public async Task Check_mode_tells_the_command_lines_as_the_host_can_have_them()
    {
        var (told, requests) = await RunAsync(null, ours: true);

        Assert.True((bool)told["changed"]!, told.ToJsonString());
        Assert.Contains(" --cpus=2 ", (string)told["docker_shell"]!, StringComparison.Ordinal);
        Assert.StartsWith("ansible-playbook ", (string)told["play_shell"]!, StringComparison.Ordinal);
        Assert.Contains("The container may use 2 processors, not 4", told["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(requests, request => request[0] is 'P' or 'D');
        Assert.False(Directory.Exists(Path.Combine(_world, "workspace")));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_told()
    {
        using var engine = new ScriptedEngine(new Dictionary<string, string> { ["GET /info"] = Info });
        var told = await Calling.RunAsync("oooq_run", Arguments(engine.Address), checkMode: true);

        Assert.Equal(
            "Build it with the playbook oooq-images.yml, load it, or name another with image: the engine has no image 'oooq:1'.",
            (string)told["msg"]!);
    }

    private async Task<(JsonObject Told, List<string> Requests)> RunAsync(
        string? state, bool ours, params (string Name, JsonNode Value)[] more)
    {
        var answers = new Dictionary<string, string>
        {
            ["GET /info"] = Info,
            ["GET /images/oooq%3A1/json"] = """{"Id": "sha256:1"}""",
        };
        if (state is not null)
        {
            answers[$"GET /containers/{Name}/json"] =
                $$$"""{"Id": "abc", "State": {{{state}}}, "Config": {"Tty": false, "Labels": {{{(ours ? """{"org.stackhpc.kayobe-modules.oooq-run": "/w"}""" : "null")}}}}}""";
        }

        using var engine = new ScriptedEngine(answers);
        var arguments = Arguments(engine.Address);
        foreach (var (name, value) in more)
        {
            arguments[name] = value;
        }

        return (await Calling.RunAsync("oooq_run", arguments, checkMode: true), engine.Requests);
    }

    private JsonObject Arguments(string engine) => new()
    {
        ["user"] = "stack", ["imagecache"] = At("cache"), ["oooq_path"] = At("oooq"), ["scripts"] = At("scripts"), ["workspace"] = At("workspace"),
        ["interactive"] = false, ["image"] = "oooq:1", ["container_name"] = Name, ["docker_host"] = engine,
    };

    private string At(string name) => Path.Combine(_world, name);

    /// <summary>A folder of its own to delete, in the place of a file that goes.</summary>
    private string MakeAway(string file)
    {
        File.Delete(file);
        return Directory.CreateDirectory(At("away")).FullName;
    }
}
