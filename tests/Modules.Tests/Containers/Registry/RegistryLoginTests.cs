// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Containers.Registry;

public sealed class RegistryLoginTests : IDisposable
{
    private const string Password = "quite a-Secret/12";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("registry-login-");
    private readonly ScriptedEngine _engine =
        new(new Dictionary<string, string> { ["POST /auth"] = """{"Status":"Login Succeeded","IdentityToken":""}""" });

    private string Kept => Path.Combine(_folder.FullName, "client", "config.json");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("192.0.2.7:80")]
    [InlineData("http://192.0.2.7:80")]
    [InlineData("https://192.0.2.7:80/pulp/")]
    public async Task A_login_is_tried_by_the_engine_and_kept_under_host_and_port(string registry)
    {
        Assert.True((bool?)(await RunAsync(registry))["changed"]);
        Assert.Equal(
            $$"""POST /auth {"username":"reader","password":"{{Password}}","serveraddress":"192.0.2.7:80"}""", _engine.Requests[^1]);
        Assert.Equal("cmVhZGVyOnF1aXRlIGEtU2VjcmV0LzEy", (string?)Written()["auths"]!["192.0.2.7:80"]!["auth"]);
    }

    [Theory]
    [InlineData("docker.io")]
    [InlineData("https://index.docker.io/v1/")]
    public async Task A_login_to_the_hub_is_kept_where_clients_look_for_it(string registry)
    {
        Assert.True((bool?)(await RunAsync(registry))["changed"]);
        Assert.Contains("\"serveraddress\":\"docker.io\"", _engine.Requests[^1], StringComparison.Ordinal);
        Assert.Equal(["https://index.docker.io/v1/"], Written()["auths"]!.AsObject().Select(login => login.Key));
        Assert.False((bool)(await RunAsync("docker.io"))["changed"]!);
        Assert.True((bool?)(await RunAsync(registry, state: "absent"))["changed"]);
        Assert.Empty(Written()["auths"]!.AsObject());
    }

    [Fact]
    public async Task A_login_that_is_kept_already_is_not_tried()
    {
        _ = await RunAsync();
        var asked = _engine.Requests.Count;
        Assert.False((bool)(await RunAsync())["changed"]!);
        Assert.Equal(asked, _engine.Requests.Count);
    }

    [Fact]
    public async Task Without_a_state_it_tells_who_is_logged_in()
    {
        Assert.Null((await RunAsync(state: null))["username"]);
        _ = await RunAsync();
        Assert.Equal("reader", (string?)(await RunAsync(state: null))["username"]);
    }

    [Fact]
    public async Task In_check_mode_nothing_is_tried_or_written()
    {
        Assert.True((bool?)(await RunAsync(check: true))["changed"]);
        Assert.Empty(_engine.Requests);
        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public async Task A_login_that_is_refused_is_not_kept()
    {
        using var strict = new ScriptedEngine(
            new Dictionary<string,
            string> { ["POST /auth"] = """401 Unauthorized {"message":"unauthorized: incorrect username or password"}""" });
        var answer = await RunAsync(engine: strict);
        Assert.Contains("incorrect username or password", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.False(File.Exists(Kept));
    }

    [Fact]
    public async Task What_else_is_in_the_file_stays()
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        await File.WriteAllTextAsync(Kept, """{"proxies":{"default":{}},"auths":{"other":{"auth":"eDp5"}}}""");
        _ = await RunAsync();
        _ = await RunAsync(state: "absent");
        Assert.Equal("""{"proxies":{"default":{}},"auths":{"other":{"auth":"eDp5"}}}""", Written().ToJsonString());
    }

    [Theory]
    [InlineData("""{"credsStore":"pass"}""", "docker-credential-pass")]
    [InlineData("""{"credHelpers":{"192.0.2.7:80":"pass"}}""", "docker-credential-pass")]
    [InlineData("[]", "no object")]
    [InlineData("{", "cannot be read")]
    public async Task A_file_that_cannot_take_the_login_is_left_as_it_is(string content, string words)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        await File.WriteAllTextAsync(Kept, content);
        Assert.Contains(words, (string?)(await RunAsync())["msg"], StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(Kept));
    }

    [Fact]
    public async Task The_password_is_nowhere_in_the_answer()
    {
        var answer = (await RunAsync()).ToJsonString() + (await RunAsync(registry: "x/y@z")).ToJsonString();
        Assert.DoesNotContain("quite a", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("cmVhZGVy", answer, StringComparison.Ordinal);
    }

    private JsonObject Written() => JsonNode.Parse(File.ReadAllText(Kept))!.AsObject();

    private Task<JsonObject> RunAsync(
        string registry = "192.0.2.7:80", string? state = "present", bool check = false, ScriptedEngine? engine = null)
    {
        var arguments = new JsonObject
        {
            ["registry"] = registry,
            ["state"] = state,
            ["username"] = "reader",
            ["password"] = Password,
            ["config_path"] = Kept,
            ["docker_host"] = (engine ?? _engine).Address,
        };
        return Calling.RunAsync("registry_login", arguments, check);
    }
}
