// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Builder.ImageContents;

/// <summary>An engine answers "empty export" where it shall save an image without layers; what it tells of one is looked through.</summary>
public sealed class ImagesWithoutLayersTests : IDisposable
{
    private readonly ScriptedEngine _engine = new(new Dictionary<string, string>
    {
        ["GET /images/json"] = """[{"Id":"sha256:aa","RepoTags":["kolla/bare:1"],"Created":1700000000,"Size":0}]""",
        ["GET /images/kolla/bare%3A1/json"] = Inspected,
        ["GET /images/kolla%2Fbare%3A1/json"] = Inspected,
        ["GET /images/kolla/bare:1/json"] = Inspected,
        ["GET /images/kolla/bare%3A1/history"] = History,
        ["GET /images/kolla%2Fbare%3A1/history"] = History,
        ["GET /images/kolla/bare:1/history"] = History,
    });

    private const string Inspected = """
        {"Id":"sha256:aa","Author":"s3cret-Horse","RootFS":{"Type":"layers"},
         "Config":{"Env":["A=s3cret-Horse"],"Labels":{"from":"s3cret-Horse"},"Cmd":["sh","-c","s3cret-Horse"]}}
        """;

    private const string History = """[{"Id":"x","Created":1,"CreatedBy":"ENV A=s3cret-Horse","Tags":null,"Size":0,"Comment":""}]""";

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Configuration_labels_environment_and_history_are_looked_through()
    {
        var answer = await SearchAsync("s3cret-Horse");
        Assert.Equal(
            ["author configuration", "config.Env[0] environment", "config.Labels.from label", "config.Cmd[2] configuration", "history[0].created_by history"],
            answer["found"]!.AsArray().Select(each => $"{each!["path"]} {each["where"]}"));
        Assert.Equal("kolla/bare:1", (string?)answer["without_layers"]![0]);
        Assert.Contains("Without layers, in configuration and history alone: kolla/bare:1.", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_holds_nothing_is_fine()
    {
        var answer = await SearchAsync("another-Horse");
        Assert.Equal(0, (int?)answer["total"]);
        Assert.Null(answer["failed"]);
    }

    private Task<JsonObject> SearchAsync(string needle) => Calling.RunAsync("container_image_secrets", new JsonObject
    {
        ["docker_host"] = _engine.Address, ["needles"] = new JsonObject { ["login"] = needle }, ["strict"] = false,
    });
}
