// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.PulpServer;

public sealed class AdminPasswordTests
{
    private const string Wanted = "new Horse-4711";
    private const string Running = """{"Id":"abc","State":{"Running":true,"Paused":false,"Status":"running"}}""";

    private static readonly string Taken = ScriptedServer.Answer("200 OK", """{"count":1,"results":[]}""");
    private static readonly string Forbidden =
        ScriptedServer.Answer("403 Forbidden", """{"detail":"You do not have permission to perform this action."}""");
    private static readonly string Refused = ScriptedServer.Answer("401 Unauthorized", """{"detail":"Invalid username/password."}""");
    private static readonly string Broken = ScriptedServer.Answer("500 Internal Server Error", "Server Error");

    /// <summary>What stands before Pulp may refuse everybody, with a page of its own: that is no login that was taken.</summary>
    [Fact]
    public async Task A_refusal_that_is_not_of_Pulp_tells_nothing_of_the_login()
    {
        using var pulp = new ScriptedServer(ScriptedServer.Answer("403 Forbidden", "<html>403 Forbidden, nginx</html>"));
        using var engine = Engine();
        await FailsAsync(pulp, engine, ["403"]);
        Assert.DoesNotContain(engine.Requests, request => request.Contains("exec", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_is_taken_leaves_the_engine_alone()
    {
        using var pulp = new ScriptedServer(Taken);
        using var engine = Engine();
        var answer = await RunAsync(pulp, engine);
        Assert.False((bool)answer["changed"]!);
        Assert.Equal(["GET /pulp/api/v3/users/?username=admin&limit=1 HTTP/1.1"], pulp.Requests);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task A_login_that_is_taken_but_may_not_list_users_is_taken()
    {
        using var pulp = new ScriptedServer(Forbidden);
        using var engine = Engine();
        Assert.False((bool)(await RunAsync(pulp, engine))["changed"]!);
    }

    [Fact]
    public async Task A_login_that_is_refused_resets_the_password_at_the_commands_input()
    {
        using var pulp = new ScriptedServer(Refused, Taken);
        using var engine = Engine("Successfully set password for \"admin\" user.");
        var answer = await RunAsync(pulp, engine, new() { ["container_user"] = "root" });
        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal(
            [
                "GET /version",
                "GET /containers/pulp/json",
                """POST /containers/pulp/exec {"User":"root","Privileged":false,"TTY":false,"AttachStdin":true,"AttachStderr":true,"AttachStdout":true,"DetachKeys":"","Env":[],"WorkingDir":"","Cmd":["pulpcore-manager","reset-admin-password"]}""",
                """POST /exec/e1/start {"Detach":false,"TTY":false}""",
                "GET /exec/e1/json",
                "GET /exec/e1/json",
            ],
            engine.Requests);
        Assert.Equal($"{Wanted}\n{Wanted}\n", engine.Input.ToString());
        Assert.DoesNotContain(Wanted, answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_check_mode_nothing_runs_in_the_container()
    {
        using var pulp = new ScriptedServer(Refused);
        using var engine = Engine();
        Assert.True((bool)(await RunAsync(pulp, engine, check: true))["changed"]!);
        Assert.Equal(["GET /version", "GET /containers/pulp/json"], engine.Requests);
    }

    [Fact]
    public async Task A_server_in_trouble_is_not_one_that_refuses_the_login()
    {
        using var pulp = new ScriptedServer(Broken);
        using var engine = Engine();
        await FailsAsync(pulp, engine, ["500"]);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task A_command_that_fails_tells_its_output_without_the_password()
    {
        using var pulp = new ScriptedServer(Refused);
        using var engine = Engine($"could not connect to the database, not even for {Wanted}", code: 1);
        await FailsAsync(pulp, engine, ["pulpcore-manager reset-admin-password failed", "code 1", "could not connect to the database"]);
    }

    [Fact]
    public async Task A_login_that_is_still_refused_points_to_another_server()
    {
        using var pulp = new ScriptedServer(Refused, Refused);
        using var engine = Engine();
        Assert.True((bool)(await FailsAsync(pulp, engine, ["still refuses", "another server"]))["changed"]!);
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_named()
    {
        using var pulp = new ScriptedServer(Refused);
        using var engine = Engine();
        await FailsAsync(pulp, engine, ["no container 'plup'", "container_name"], new() { ["container_name"] = "plup" });
    }

    [Theory]
    [InlineData("""{"Running":false,"Status":"exited"}""", "exited")]
    [InlineData("""{"Running":true,"Paused":true,"Status":"paused"}""", "paused")]
    public async Task A_container_that_does_not_run_is_named(string state, string word)
    {
        using var pulp = new ScriptedServer(Refused);
        using var engine =
            new ScriptedEngine(new Dictionary<string, string> { ["GET /containers/pulp/json"] = $$"""{"Id":"abc","State":{{state}}}""" });
        await FailsAsync(pulp, engine, [$"'pulp' is {word}"]);
    }

    [Fact]
    public async Task An_engine_that_is_down_is_named()
    {
        using var pulp = new ScriptedServer(Refused);
        var gone = Engine();
        gone.Dispose();
        await FailsAsync(pulp, gone, ["nothing listens there"]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("two\nlines", "line break")]
    public async Task A_password_that_cannot_be_typed_is_refused(string password, string words)
    {
        using var pulp = new ScriptedServer();
        using var engine = Engine();
        await FailsAsync(pulp, engine, [words], new() { ["password"] = password });
    }

    [Fact]
    public async Task Another_user_is_refused()
    {
        using var pulp = new ScriptedServer();
        using var engine = Engine();
        await FailsAsync(pulp, engine, ["'reader'", "module user"], new() { ["username"] = "reader" });
    }

    private static ScriptedEngine Engine(string said = "", int code = 0) =>
        new(new Dictionary<string, string> { ["GET /containers/pulp/json"] = Running }, said, code);

    private static Task<JsonObject> RunAsync(ScriptedServer pulp, ScriptedEngine engine, JsonObject? more = null, bool check = false)
    {
        var arguments =
            new JsonObject { ["pulp_url"] = pulp.Address, ["username"] = "admin", ["password"] = Wanted, ["docker_host"] = engine.Address };
        foreach (var (name, value) in more ?? [])
        {
            arguments[name] = value?.DeepClone();
        }

        return Calling.RunAsync("admin_password", arguments, check);
    }

    private static async Task<JsonObject> FailsAsync(
        ScriptedServer pulp, ScriptedEngine engine, IReadOnlyList<string> words, JsonObject? more = null)
    {
        var answer = await RunAsync(pulp, engine, more);
        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.All(words, word => Assert.Contains(word, (string)answer["msg"]!, StringComparison.Ordinal));
        Assert.DoesNotContain(Wanted, answer.ToJsonString(), StringComparison.Ordinal);
        return answer;
    }
}
