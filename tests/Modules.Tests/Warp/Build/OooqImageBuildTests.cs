// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Warp.Build;

/// <summary>What the engine is asked for, and what is made of what it says. That it builds is seen with a real one.</summary>
public sealed class OooqImageBuildTests : IDisposable
{
    private const string Find = "GET /images/oooq-base%3A1/json";

    private readonly string _folder = Directory.CreateTempSubdirectory("oooq-build-").FullName;

    public OooqImageBuildTests() => File.WriteAllText(At("Dockerfile"), "FROM scratch AS base\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_image_is_built_with_its_files_arguments_and_label()
    {
        await File.WriteAllTextAsync(At("more.txt"), "pbr\n");
        var more = new JsonObject
        {
            ["target"] = "base",
            ["args"] = new JsonObject { ["BASE_IMAGE"] = "quay.example/centos:9" },
            ["files"] = new JsonObject { ["requirements.txt"] = At("more.txt") },
            ["network"] = "host",
        };
        var asked = Uri.UnescapeDataString(await AskedAsync(more));
        Assert.Contains("t=oooq-base:1", asked, StringComparison.Ordinal);
        Assert.Contains("target=base", asked, StringComparison.Ordinal);
        Assert.Contains("networkmode=host", asked, StringComparison.Ordinal);
        Assert.Contains("""buildargs={"BASE_IMAGE":"quay.example/centos:9"}""", asked, StringComparison.Ordinal);
        Assert.Contains("""labels={"stackhpc.kayobe_modules.built_from":"3""", Masked(asked), StringComparison.Ordinal);
        Assert.Contains("FROM scratch AS base", asked, StringComparison.Ordinal);
        Assert.Contains("requirements.txt", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_built_from_the_same_is_left_alone()
    {
        var label = Label(await AskedAsync([]));
        using var engine = new ScriptedEngine(new Dictionary<string, string>
        {
            [Find] = """{"Id":"sha256:1","Config":{"Labels":{"stackhpc.kayobe_modules.built_from":"LABEL"}}}"""
                .Replace("LABEL", label, StringComparison.Ordinal),
        });
        var result = await RunAsync(engine, []);
        Assert.False((bool?)result["changed"], result.ToJsonString());
        Assert.Equal("sha256:1", (string?)result["id"]);
        File.SetLastWriteTimeUtc(At("Dockerfile"), DateTime.UtcNow.AddDays(1));
        Assert.False((bool?)(await RunAsync(engine, []))["changed"]);

        // What it is built from differs by content, by mode and by argument.
        Assert.True((bool?)(await RunAsync(engine, new() { ["args"] = new JsonObject { ["A"] = "1" } }, checkMode: true))["changed"]);
        Assert.True((bool?)(await RunAsync(engine, new() { ["force"] = true }, checkMode: true))["changed"]);
        await File.AppendAllTextAsync(At("Dockerfile"), "ENV a=b\n");
        Assert.True((bool?)(await RunAsync(engine, [], checkMode: true))["changed"]);
        Assert.DoesNotContain(engine.Requests, request => request.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_fails_is_told_with_what_was_said_before()
    {
        var request = await AskedAsync([]);
        using var engine = new ScriptedEngine(new Dictionary<string, string>
        {
            [request[..request.IndexOf(' ', "POST ".Length)]] = """
                {"stream":"Step 2/2 : RUN dnf -y install git\n"}
                {"stream":"\u001b[91mNo match for argument: git\n\u001b[0m"}
                {"errorDetail":{"code":1,"message":"returned a non-zero code: 1"},"error":"The command returned a non-zero code: 1"}
                """,
        });
        var result = await RunAsync(engine, []);
        Assert.True((bool?)result["failed"], result.ToJsonString());
        Assert.StartsWith(
            $"Check Dockerfile in {_folder} and args: the image oooq-base:1 cannot be built: ",
            (string?)result["msg"],
            StringComparison.Ordinal);
        Assert.Contains("non-zero code: 1", (string?)result["msg"], StringComparison.Ordinal);
        Assert.EndsWith(
            "Before that: Step 2/2 : RUN dnf -y install git | No match for argument: git",
            (string?)result["msg"],
            StringComparison.Ordinal);
        Assert.Equal(2, result["log_tail"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("path", "/no/such/folder", "Check path and files: what the image is built from cannot be read: ")]
    [InlineData("files", "../x", "Give places below path in files: '../x' is none.")]
    public async Task What_cannot_be_sent_is_named(string option, string value, string expected)
    {
        using var engine = new ScriptedEngine(new Dictionary<string, string>());
        var result = await RunAsync(
            engine, new() { [option] = option == "files" ? new JsonObject { [value] = At("Dockerfile") } : value });
        Assert.StartsWith(expected, (string?)result["msg"], StringComparison.Ordinal);
    }

    /// <summary>The request that an engine without the image is sent.</summary>
    private async Task<string> AskedAsync(JsonObject more)
    {
        using var engine = new ScriptedEngine(new Dictionary<string, string>());
        _ = await RunAsync(engine, more);
        return engine.Requests.Single(request => request.StartsWith("POST /build", StringComparison.Ordinal));
    }

    private static string Label(string request) =>
        System.Text.RegularExpressions.Regex.Match(Uri.UnescapeDataString(request), "built_from\":\"([0-9a-f]{64})\"").Groups[1].Value;

    private static string Masked(string request) => request.Replace(Label(request), "3", StringComparison.Ordinal);

    private Task<JsonObject> RunAsync(ScriptedEngine engine, JsonObject more, bool checkMode = false)
    {
        more["name"] = "oooq-base:1";
        more.TryAdd("path", _folder);
        more["docker_host"] = engine.Address;
        return Calling.RunAsync("oooq_image_build", more, checkMode);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
